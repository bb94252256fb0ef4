import OnwardSettings

/// An algorithm of the papers: a point in the space of four choices, with a name.
///
/// It is what it presets of a training's settings; everything else is open.
package struct Algorithm: Sendable {
    /// `mono-forward`
    package let name: String
    /// `mf`
    package let shortName: String
    /// Where it comes from, `Gong, Li and Abdulla 2025`.
    package let source: String
    /// By the settings' keys. What a setting's owner has for a default counts for the others.
    package let presets: [String: Preset]

    package init(
        name: String, shortName: String, source: String, presets: [String: Preset]
    ) {
        self.name = name
        self.shortName = shortName
        self.source = source
        self.presets = presets
    }

    /// What it presets in a version.
    ///
    /// - Parameter asInPaper: whether the author's settings are asked for.
    package func values(in version: Version, asInPaper: Bool = false) -> SettingValues {
        SettingValues(
            presets.compactMapValues { $0.value(in: version, asInPaper: asInPaper) },
            version: version)
    }

    /// The ratio of true and false samples' sums of squares, on inputs of mean square 1; every block
    /// has a say. The author's: the sum against a threshold of the layer's width, all blocks but the
    /// first.
    package static let forwardForward = Algorithm(
        name: "forward-forward", shortName: "ff", source: "Hinton 2022",
        presets: [
            "objective": "goodness-contrast",
            "contrast-loss": learning("ratio:8:0.1", paper: "threshold"),
            "goodness": "sum", "threshold": "width",
            "evidence-blocks": learning("all", paper: "upper"), "normalization": "rms",
            "label-embedding": learning("auto", paper: "overlay"),
            "label-strength": learning("auto", paper: "1"), "bias": "true", "block-size": "1",
            "feedback": "exact", "votes": learning("validation", paper: "rule"),
        ])

    /// The same with blocks of several layers. The settings of the author's code: the mean of squares
    /// against 1.5, on inputs of length 1; all blocks have a say.
    package static let integratedForwardForward = Algorithm(
        name: "integrated-forward-forward", shortName: "intff", source: "Tang 2023",
        presets: [
            "objective": "goodness-contrast",
            "contrast-loss": learning("ratio:8:0.1", paper: "threshold"),
            "goodness": "mean", "threshold": "1.5", "evidence-blocks": "all",
            "normalization": learning("rms", paper: "l2"),
            "label-embedding": learning("auto", paper: "overlay"),
            "label-strength": learning("auto", paper: "1"), "bias": "true", "block-size": "1",
            "feedback": "exact", "votes": learning("validation", paper: "rule"),
        ])

    /// What was found to learn where the author's value does not; versions before 0.2.0 had that.
    private static func learning(_ value: String, paper: String) -> Preset {
        Preset(value, paper: paper, was: [Version(0, 2, 0): paper])
    }

    /// One layer to a block; the paper's networks have no biases.
    package static let monoForward = Algorithm(
        name: "mono-forward", shortName: "mf", source: "Gong, Li and Abdulla 2025",
        presets: [
            "objective": "cross-entropy", "normalization": "none",
            "bias": learning("auto", paper: "false"), "block-size": "1", "feedback": "exact",
            "votes": learning("validation", paper: "rule"),
        ])

    /// Mono-Forward with a single block: the head is the output layer. Without biases too, so that
    /// the two have the same parameters, as in the Mono-Forward paper's Table 4.
    package static let backpropagation = Algorithm(
        name: "backpropagation", shortName: "bp", source: "Rumelhart, Hinton and Williams 1986",
        presets: inOneBlock(feedback: "exact"))

    /// Backpropagation whose errors pass through fixed random matrices.
    package static let feedbackAlignment = Algorithm(
        name: "feedback-alignment", shortName: "fa", source: "Lillicrap et al. 2016",
        presets: inOneBlock(feedback: "random"))

    /// Every layer is sent the error on the evidence, through a fixed random matrix.
    package static let directFeedbackAlignment = Algorithm(
        name: "direct-feedback-alignment", shortName: "dfa", source: "Nøkland 2016",
        presets: inOneBlock(feedback: "direct"))

    private static func inOneBlock(feedback: Preset) -> [String: Preset] {
        [
            "objective": "cross-entropy", "normalization": "none",
            "bias": learning("auto", paper: "false"), "block-size": "all", "feedback": feedback,
        ]
    }
}
