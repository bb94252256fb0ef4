import Foundation
import OnwardLearning

/// The table of epochs.
enum Table {
    static func header(blocks: Int) -> String {
        let names = (1...blocks).map { pad("block \($0)", 9) }
        return [
            pad("epoch", 6), pad("seconds", 9), pad("samples/s", 11), pad("loss", 9),
        ].joined() + names.joined() + pad("validation", 12)
    }

    /// Accuracies of blocks are those on the epoch's training samples.
    static func row(_ report: EpochReport) -> String {
        let blocks = report.blockAccuracy.map { pad(share($0), 9) }
        return [
            pad("\(report.epoch)", 6), pad(String(format: "%.2f", report.seconds), 9),
            pad(String(format: "%.0f", report.samplesPerSecond), 11),
            pad(String(format: "%.4f", report.loss), 9),
        ].joined() + blocks.joined() + pad(share(report.validationAccuracy), 12)
    }

    private static func share(_ value: Double?) -> String {
        value.map { String(format: "%.4f", $0) } ?? "–"
    }

    static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
