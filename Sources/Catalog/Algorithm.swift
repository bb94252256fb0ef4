import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardObjectives

/// An algorithm of the papers: a point in the space of four choices, with a name.
package struct Algorithm: Sendable {
    /// Where a network written without parentheses is cut.
    package enum Cut: Sendable {
        case everyLayer
        case nowhere
    }

    /// `mono-forward`
    package let name: String
    /// `mf`
    package let shortName: String
    package let cut: Cut
    package let objective: any Objective
    package let feedback: Feedback
    package let schedule: any Schedule
    /// What stands at the bottom of every block; nil for nothing.
    package let normalization: LengthNormalization?
    /// Whether dense layers written by their size alone have a bias.
    package let bias: Bool
    /// Where it comes from, `Gong, Li and Abdulla 2025`.
    package let source: String

    /// The author's settings: the sum of squares against a threshold of the layer's width, on
    /// inputs of mean square 1.
    package static let forwardForward = Algorithm(
        name: "forward-forward", shortName: "ff", cut: .everyLayer, objective: GoodnessContrast(),
        feedback: .exact, schedule: Simultaneous(), normalization: LengthNormalization(.rms),
        bias: true, source: "Hinton 2022")

    /// The settings of the author's code: the mean of squares against 1.5, on inputs of length 1;
    /// all blocks have a say.
    package static let integratedForwardForward = Algorithm(
        name: "integrated-forward-forward", shortName: "intff", cut: .everyLayer,
        objective: GoodnessContrast(.mean, threshold: .number(1.5), skipsFirstBlock: false),
        feedback: .exact, schedule: Simultaneous(),
        normalization: LengthNormalization(.l2, epsilon: 1e-4), bias: true, source: "Tang 2023")

    /// One layer to a block; the paper's networks have no biases.
    package static let monoForward = Algorithm(
        name: "mono-forward", shortName: "mf", cut: .everyLayer, objective: CrossEntropy(),
        feedback: .exact, schedule: Simultaneous(), normalization: nil, bias: false,
        source: "Gong, Li and Abdulla 2025")

    /// Backpropagation whose errors pass through fixed random matrices.
    package static let feedbackAlignment = Algorithm(
        name: "feedback-alignment", shortName: "fa", cut: .nowhere, objective: CrossEntropy(),
        feedback: .random, schedule: Simultaneous(), normalization: nil, bias: false,
        source: "Lillicrap et al. 2016")

    /// Every layer is sent the error on the evidence, through a fixed random matrix.
    package static let directFeedbackAlignment = Algorithm(
        name: "direct-feedback-alignment", shortName: "dfa", cut: .nowhere,
        objective: CrossEntropy(), feedback: .direct, schedule: Simultaneous(),
        normalization: nil, bias: false,
        source: "Nøkland 2016")

    /// Mono-Forward with a single block: the head is the output layer. Without biases too, so that
    /// the two have the same parameters, as in the Mono-Forward paper's Table 4.
    package static let backpropagation = Algorithm(
        name: "backpropagation", shortName: "bp", cut: .nowhere, objective: CrossEntropy(),
        feedback: .exact, schedule: Simultaneous(), normalization: nil, bias: false,
        source: "Rumelhart, Hinton and Williams 1986")
}
