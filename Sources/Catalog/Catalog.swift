import OnwardData
import OnwardDataFiles
import OnwardDataSets
import OnwardLayers
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers
import OnwardPictures

/// Everything that has a name, in the order in which it is shown: the framework's table of
/// contents. Adding one is its own file and one line here.
package enum Catalog {
    package static let layers: [any CatalogLayer.Type] = [
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

    package static let objectives: [any Objective.Type] = [
        CrossEntropy.self,
        GoodnessContrast.self,
    ]

    package static let optimizers: [any Optimizer.Type] = [
        SGD.self,
        Adam.self,
        AdamW.self,
    ]

    package static let schedules: [any Schedule.Type] = [
        Simultaneous.self,
        Layerwise.self,
        Pipelined.self,
    ]

    package static let dataSources: [any DataSource.Type] = [
        FashionMNIST.self,
        MNIST.self,
        SyntheticDigits.self,
        BreastCancer.self,
        Musk.self,
        Santander.self,
        IMDB.self,
        CIFAR10.self,
        CIFAR10JPEG.self,
        CIFAR100.self,
    ]

    /// The first that accepts a path reads it.
    package static let dataFormats: [any DataFormat.Type] = [
        TableFile.self,
        IDXFolder.self,
        PictureFolder.self,
        ArrayData.self,
    ]

    package static let preparations: [any Preparation.Type] = [
        TablePreparation.self,
        TextPreparation.self,
        PicturePreparation.self,
    ]

    package static let augmentations: [any Augmentation.Type] = [
        Shift.self,
        Crop.self,
        Flip.self,
        Rotation.self,
        Cutout.self,
    ]

    package static let algorithms: [Algorithm] = [
        .forwardForward,
        .integratedForwardForward,
        .monoForward,
        .backpropagation,
        .feedbackAlignment,
        .directFeedbackAlignment,
    ]
}
