// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Network.
package struct NetworkFlags: ParsableArguments {
    @Option(
        help: """
            The algorithm, which presets blocks, objective and feedback: forward-forward, \
            integrated-forward-forward, mono-forward, backpropagation, feedback-alignment, \
            direct-feedback-alignment, ff, intff, mf, bp, fa or dfa. Default: mono-forward.
            """,
        completion: .list([
            "forward-forward",
            "integrated-forward-forward",
            "mono-forward",
            "backpropagation",
            "feedback-alignment",
            "direct-feedback-alignment",
            "ff",
            "intff",
            "mf",
            "bp",
            "fa",
            "dfa",
        ]))
    var algorithm: String?
    @Option(
        help: """
            What the algorithm presets: what was found to learn on every kind of data and \
            network tried (usual), or its author's objective, normalization, labels and \
            negatives (paper). Default: usual.
            """,
        completion: .list([
            "usual",
            "paper",
        ]))
    var settings: String?
    @Option(
        help: """
            The sizes of the hidden layers in the papers' notation, parentheses around those \
            that learn together: 1000,1000 or (200,200,200),(50,50). Default: 1000,1000.
            """)
    var network: String?
    @Option(
        help: """
            Layers to a block. Default: the algorithm's.
            """,
        completion: .list([
            "all"
        ]))
    var blockSize: String?
    @Option(
        help: """
            How errors travel inside a block: exactly, or through random matrices. Default: \
            the algorithm's.
            """,
        completion: .list([
            "exact",
            "random",
            "direct",
        ]))
    var feedback: String?
    @Option(
        help: """
            What stands at the bottom of each block: the mean square (rms) or length (l2) \
            made 1. Default: the algorithm's.
            """,
        completion: .list([
            "rms",
            "l2",
            "none",
        ]))
    var normalization: String?
    @Option(
        help: """
            Whether hidden layers have a bias: false, true (from 0 on), drawn (from small \
            random numbers on), or auto (drawn where samples are no images). Default: the \
            algorithm's.
            """,
        completion: .list([
            "false",
            "true",
            "drawn",
            "auto",
        ]))
    var bias: String?
    @Option(
        help: """
            Share of each hidden layer that is dropped while training. Default: 0.
            """)
    var dropout: String?
    @Option(
        help: """
            Train a linear softmax on the outputs of blocks beside them: upper (all but the \
            first) or all. It reads samples without a label. Default: none.
            """,
        completion: .list([
            "upper",
            "all",
            "none",
        ]))
    var reader: String?
    @Option(
        help: """
            Begin with the weights of this safetensors file, index of several or folder, \
            under PyTorch's names; all of the network's have to be there.
            """,
        completion: .file())
    var pretrained: String?
    @Option(
        help: """
            What the names of its tensors begin with where the network has others, such as \
            blocks.0.layers.0=fc1,blocks.0.head=classifier.
            """)
    var pretrainedNames: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "algorithm": algorithm,
            "settings": settings,
            "network": network,
            "block-size": blockSize,
            "feedback": feedback,
            "normalization": normalization,
            "bias": bias,
            "dropout": dropout,
            "reader": reader,
            "pretrained": pretrained,
            "pretrained-names": pretrainedNames,
        ]
    }
}
