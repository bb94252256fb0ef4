import Foundation
import OnwardLearning

/// What an edit did: the line of `--json`.
struct EditReport: Encodable {
    let edit: String
    let output: String
    let blocks: Int
    let parameters: Int
    /// Nil, and left out of the line, where there was nothing to judge on.
    let before: Accuracy?
    let after: Accuracy?

    /// On the test samples, in every prediction mode.
    struct Accuracy: Encodable {
        let sum: Double
        let lastBlock: Double
        let blocks: [Double]

        enum CodingKeys: String, CodingKey {
            case sum
            case lastBlock = "last_block"
            case blocks
        }

        init(_ evaluation: Evaluation) {
            sum = evaluation.sumAccuracy
            lastBlock = evaluation.lastBlockAccuracy
            blocks = evaluation.blockAccuracy
        }
    }

    func show(advice: String?) {
        print(edit)
        if let before, let after {
            print("test accuracy       sum  last block  blocks")
            EditReport.row("before", before)
            EditReport.row("after", after)
        }
        let count = "\(blocks) block\(blocks == 1 ? "" : "s")"
        print("model: \(output), \(count), \(parameters.formatted()) parameters")
        if let advice { print(advice) }
    }

    private static func row(_ name: String, _ accuracy: Accuracy) {
        func share(_ value: Double) -> String { String(format: "%.4f", value) }
        print(
            name.padding(toLength: 13, withPad: " ", startingAt: 0)
                + Table.pad(share(accuracy.sum), 10) + Table.pad(share(accuracy.lastBlock), 12)
                + "  " + accuracy.blocks.map(share).joined(separator: " "))
    }
}
