import Foundation
import OnwardLearning
import OnwardModels
import OnwardSafetensors

/// `metrics.jsonl`: one object per epoch, appended; a resumed run continues it.
struct MetricsFile {
    let url: URL

    func append(_ report: EpochReport) throws {
        var lines = try existing()
        lines.append(try JSONFields.line(report))
        try write(lines)
    }

    /// Keeps the lines up to `epoch`: a killed run can have written one that its last checkpoint
    /// does not know of, and will write it again.
    func keep(through epoch: Int) throws { try write(Array(try existing().prefix(epoch))) }

    func reports() throws -> [EpochReport] {
        try existing().map { try JSONFields.decode(EpochReport.self, from: $0) }
    }

    private func existing() throws -> [String] {
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func write(_ lines: [String]) throws {
        try AtomicFile.write(Data(lines.map { $0 + "\n" }.joined().utf8), to: url)
    }
}
