import Foundation
import OnwardLearning
import OnwardNetworks

/// The table of epochs.
package enum Table {
    package static func header(of network: Network) -> String {
        var names = (1...network.blocks.count).map { pad("block \($0)", 9) }
        if network.reader != nil { names.append(pad("reader", 9)) }
        return [
            pad("epoch", 6), pad("seconds", 9), pad("samples/s", 11), pad("loss", 9),
        ].joined() + names.joined() + pad("validation", 12)
    }

    /// Accuracies of blocks and the reader are those on the epoch's training samples.
    package static func row(_ report: EpochReport) -> String {
        var blocks = report.blockAccuracy.map { pad(share($0), 9) }
        if let reader = report.readerAccuracy { blocks.append(pad(share(reader), 9)) }
        return [
            pad("\(report.epoch)", 6), pad(String(format: "%.2f", report.seconds), 9),
            pad(String(format: "%.0f", report.samplesPerSecond), 11),
            pad(String(format: "%.4f", report.loss), 9),
        ].joined() + blocks.joined() + pad(share(report.validationAccuracy), 12)
    }

    package static func share(_ value: Double?) -> String {
        value.map { String(format: "%.4f", $0) } ?? "–"
    }

    /// How often each block counts in the sum.
    package static func votes(_ votes: [Double]) -> String {
        "votes \(votes.map { String(format: "%.2f", $0) }.joined(separator: ", ")) by validation loss"
    }

    package static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
