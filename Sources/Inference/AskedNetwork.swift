import OnwardNetworks
import OnwardObjectives

/// What answers know of the network that they come from.
final class AskedNetwork: Sendable {
    let classes: [String]
    let mode: PredictionMode
    let objective: any Objective
    /// Numbers that each block puts out.
    let widths: [Int]
    /// How often each block's evidence counts in the sum.
    let votes: [Float]

    init(_ question: Question) {
        let network = question.network
        classes = network.classes
        mode = question.mode
        objective = network.objective
        widths = network.blocks.prefix(question.blockCount).map(\.plan.output.count)
        votes = question.votes
    }
}
