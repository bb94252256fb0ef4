import Foundation
import OnwardInference
import OnwardTerminal

/// What an edit did: the line of `--json`.
struct EditReport: Encodable {
    let edit: String
    let output: String
    let blocks: Int
    let parameters: Int
    /// Nil, and left out of the line, where there was nothing to judge on.
    let before: Accuracy?
    let after: Accuracy?
    /// How often each block counts in the sum; nil, and left out, where the objective says it.
    let votes: [Double]?

    /// On the test samples, in every prediction mode.
    struct Accuracy: Encodable {
        let sum: Double?
        let lastBlock: Double?
        let onePass: Double?
        let blocks: [Double]

        enum CodingKeys: String, CodingKey {
            case sum
            case lastBlock = "last_block"
            case onePass = "one_pass"
            case blocks
        }

        init(_ evaluation: Evaluation) {
            sum = evaluation.accuracies[.sum]
            lastBlock = evaluation.accuracies[.lastBlock]
            onePass = evaluation.accuracies[.onePass]
            blocks = evaluation.blockAccuracy
        }
    }

    func show(advice: [String]) {
        print(edit)
        if before != nil || after != nil {
            print("test accuracy       sum  last block  one pass  blocks")
            EditReport.row("before", before)
            EditReport.row("after", after)
        }
        let count = "\(blocks) block\(blocks == 1 ? "" : "s")"
        print("model: \(output), \(count), \(parameters.formatted()) parameters")
        for line in advice { print(line) }
    }

    private static func row(_ name: String, _ accuracy: Accuracy?) {
        print(
            name.padding(toLength: 13, withPad: " ", startingAt: 0)
                + Table.pad(Table.share(accuracy?.sum), 10)
                + Table.pad(Table.share(accuracy?.lastBlock), 12)
                + Table.pad(Table.share(accuracy?.onePass), 10)
                + "  " + (accuracy?.blocks ?? []).map { Table.share($0) }.joined(separator: " "))
    }
}
