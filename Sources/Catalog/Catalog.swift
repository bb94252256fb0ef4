import OnwardData
import OnwardDataFiles
import OnwardDataSets
import OnwardLayers
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers

/// Everything that has a name, in the order in which it is shown: the framework's table of
/// contents. Adding one is its own file and one line here; a program adds its own to a copy, and
/// hands that to whatever reads files:
///
///     var catalog = Catalog.standard
///     catalog.layers.append(Scale.self)
///     let network = try Network.load(from: "model.safetensors", catalog: catalog)
public struct Catalog: Sendable {
    /// What Onward brings along, but for what needs more libraries than the numeric one and zlib.
    public static let standard = Catalog()

    package init() {}

    /// Kinds of layers that model files and recipes may name.
    public var layers: [any CatalogLayer.Type] = [
        Dense.self,
        Convolution2D.self,
        AveragePooling.self,
        MaxPooling.self,
        Flatten.self,
        Dropout.self,
        LengthNormalization.self,
        LayerNormalization.self,
        BatchNormalization.self,
        Patches.self,
        SelfAttention.self,
        Quantize.self,
    ]

    /// Objectives that model files and recipes may name.
    public var objectives: [any Objective.Type] = [
        CrossEntropy.self,
        GoodnessContrast.self,
    ]

    package var optimizers: [any Optimizer.Type] = [
        SGD.self,
        Adam.self,
        AdamW.self,
    ]

    package var schedules: [any Schedule.Type] = [
        Simultaneous.self,
        Layerwise.self,
        Pipelined.self,
    ]

    /// Data sets that are known by name.
    public var dataSources: [any DataSource.Type] = [
        FashionMNIST.self,
        MNIST.self,
        SyntheticDigits.self,
        BreastCancer.self,
        Musk.self,
        Santander.self,
        IMDB.self,
        CIFAR10.self,
        CIFAR100.self,
    ]

    /// The first that accepts a path reads it.
    package var dataFormats: [any DataFormat.Type] = [
        TableFile.self,
        IDXFolder.self,
        ArrayData.self,
    ]

    /// What model files may say that raw input goes through before it is shown.
    public var preparations: [any Preparation.Type] = [
        TablePreparation.self,
        TextPreparation.self,
        ArrayPreparation.self,
    ]

    package var augmentations: [any Augmentation.Type] = [
        Shift.self,
        Crop.self,
        Flip.self,
        Rotation.self,
        Cutout.self,
    ]

    package var algorithms: [Algorithm] = [
        .forwardForward,
        .integratedForwardForward,
        .monoForward,
        .backpropagation,
        .feedbackAlignment,
        .directFeedbackAlignment,
    ]
}
