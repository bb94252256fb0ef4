import OnwardCompute
import OnwardLayers
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardSettings

/// What a recipe says of the network beside its objective: layers, blocks, and how errors travel.
package struct NetworkDesign: Configurable {
    /// In the papers' notation; nil where `blocks` says what the notation cannot.
    package var notation: String? = "1000,1000"
    /// The layers of each block, in place of the notation.
    package var blocks: [[LayerSpec]]?
    /// Layers to a block of the notation; nil for all of them.
    package var blockSize: Int? = 1
    /// What stands at the bottom of each block of the notation; nil for nothing.
    package var normalization: LengthNormalization.Kind?
    /// What dense layers of the notation have.
    package var bias = Bias.none
    /// The share that is dropped after each dense layer of the notation.
    package var dropout = 0.0
    package var feedback = Feedback.exact
    /// Blocks that a reader reads; nil where there is none.
    package var reader: ReaderScope?
    /// A file or folder with the first weights; nil where they are drawn.
    package var pretrained: String?
    /// What that calls the network's tensors; nil where it calls them alike.
    package var pretrainedNames: TensorNames?

    package enum Bias: String, Sendable, CaseIterable {
        case none = "false"
        /// One that begins at 0.
        case zero = "true"
        /// One that begins at random numbers, in dense layers.
        case drawn
        /// A drawn one where samples are no images.
        case automatic = "auto"

        /// Of an image's layers the brightness does not matter much; of standardized numbers those near
        /// the mean are told apart by a bias alone.
        func settled(for input: Shape) -> Bias {
            self == .automatic ? input.isFlat ? .drawn : .none : self
        }
    }

    package enum ReaderScope: String, Sendable, CaseIterable {
        /// All but the first.
        case upper
        case all
    }

    package init() {}

    package static let settingsGroup = "Network"
    package static let settings: [Setting<NetworkDesign>] = [
        Setting(
            "network", \.notation,
            SettingForm<String>.text(
                "a network in the papers' notation, such as 1000,1000"
            ).orNothing,
            """
            The sizes of the hidden layers in the papers' notation, parentheses around those that \
            learn together: 1000,1000 or (200,200,200),(50,50).
            """),
        Setting(
            "blocks", \.blocks, LayerSpec.form.orNothing,
            "What the notation cannot say: the layers of each block, in place of network."),
        Setting(
            "block-size", \.blockSize, SettingForm<Int>.whole(1...1_000_000_000).or("all"),
            "Layers to a block."),
        Setting(
            "feedback", \.feedback, .choice,
            "How errors travel inside a block: exactly, or through random matrices."),
        Setting(
            "normalization", \.normalization,
            SettingForm<LengthNormalization.Kind>.choice.or("none"),
            "What stands at the bottom of each block: the mean square (rms) or length (l2) made 1."),
        Setting(
            "bias", \.bias, .choice,
            """
            Whether hidden layers have a bias: false, true (from 0 on), drawn (from small random numbers \
            on), or auto (drawn where samples are no images).
            """),
        Setting(
            "dropout", \.dropout, .number(.share),
            search: SearchTerms(place: 4, isLogarithmic: false) { design in
                design.blocks == nil ? "0..0.3" : nil
            }, "Share of each hidden layer that is dropped while training."),
        Setting(
            "reader", \.reader, SettingForm<ReaderScope>.choice.or("none"),
            """
            Train a linear softmax on the outputs of blocks beside them: upper (all but the first) \
            or all. It reads samples without a label.
            """),
        Setting(
            "pretrained", \.pretrained, SettingForm<String>.path.orNothing,
            """
            Begin with the weights of this safetensors file, index of several or folder, under PyTorch's \
            names; all of the network's have to be there.
            """),
        Setting(
            "pretrained-names", \.pretrainedNames, TensorNames.form,
            """
            What the names of its tensors begin with where the network has others, such as \
            blocks.0.layers.0=fc1,blocks.0.head=classifier.
            """),
    ]
}
