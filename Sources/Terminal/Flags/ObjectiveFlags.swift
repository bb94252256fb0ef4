// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Objective.
package struct ObjectiveFlags: ParsableArguments {
    @Option(
        help: """
            The blocks' local loss: cross-entropy or goodness-contrast. Default: the \
            algorithm's.
            """,
        completion: .list([
            "cross-entropy",
            "goodness-contrast",
        ]))
    var objective: String?
    @Option(
        help: """
            Of goodness-contrast: goodness of squared outputs: sum or mean. Default: the \
            algorithm's.
            """,
        completion: .list([
            "sum",
            "mean",
        ]))
    var goodness: String?
    @Option(
        help: """
            Of goodness-contrast: what goodness is held against: a number, or as many as \
            outputs. Default: the algorithm's.
            """,
        completion: .list([
            "width"
        ]))
    var threshold: String?
    @Option(
        help: """
            Of goodness-contrast: the loss: ratio[:sharpness[:smoothing]], threshold, printed \
            (as in the IntFF paper), symmetric[:sharpness]. Default: the algorithm's.
            """,
        completion: .list([
            "ratio",
            "threshold",
            "printed",
            "symmetric",
        ]))
    var contrastLoss: String?
    @Flag(
        help: """
            Of goodness-contrast: true samples are to have low goodness instead of high.
            """)
    var minimize = false
    @Option(
        help: """
            Of goodness-contrast: blocks whose goodness predicts: all, or upper (all but the \
            first). Default: the algorithm's.
            """,
        completion: .list([
            "upper",
            "all",
        ]))
    var evidenceBlocks: String?
    @Option(
        help: """
            Of goodness-contrast: how strongly units are pulled to the mean activity of their \
            layer; 0.03 in Hinton's code. Default: 0.
            """)
    var peerNormalization: String?
    @Option(
        help: """
            Of goodness-contrast: where false samples come from: wrong-label, hard-label, \
            shuffled-label, hybrid-image, perturbation, rotation or noise. Default: \
            wrong-label.
            """,
        completion: .list([
            "wrong-label",
            "hard-label",
            "shuffled-label",
            "hybrid-image",
            "perturbation",
            "rotation",
            "noise",
        ]))
    var negatives: String?
    @Option(
        help: """
            Of goodness-contrast: true and false samples in every step (paired) or in turn \
            (separate): paired or separate. Default: paired.
            """,
        completion: .list([
            "paired",
            "separate",
        ]))
    var pairing: String?
    @Option(
        help: """
            Of goodness-contrast: where labels are written; auto is in planes where the \
            lowest block sees an image's positions, over the first numbers of other images, \
            and appended to everything else: auto, overlay, planes, append or none. Default: \
            the algorithm's.
            """,
        completion: .list([
            "auto",
            "overlay",
            "planes",
            "append",
            "none",
        ]))
    var labelEmbedding: String?
    @Option(
        help: """
            Of goodness-contrast: what a label is written as: its share of the squares that \
            the lowest block sees, such as 10%, a number, or the image's largest (maximum); \
            auto is 10%, or in planes, which every position sees, 3% divided by the image's \
            channels. Default: the algorithm's.
            """,
        completion: .list([
            "auto",
            "10%",
            "maximum",
        ]))
    var labelStrength: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "objective": objective,
            "goodness": goodness,
            "threshold": threshold,
            "contrast-loss": contrastLoss,
            "minimize": minimize ? "true" : nil,
            "evidence-blocks": evidenceBlocks,
            "peer-normalization": peerNormalization,
            "negatives": negatives,
            "pairing": pairing,
            "label-embedding": labelEmbedding,
            "label-strength": labelStrength,
        ]
    }
}
