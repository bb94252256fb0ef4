import Foundation
import OnwardLearning
import OnwardModels
import OnwardSafetensors

/// `metrics.jsonl`: one object per epoch, appended; a resumed run continues it.
struct MetricsFile {
    let url: URL

    /// Appends a line, at once for whoever reads the file; `settle` brings it to the disk.
    func append(_ report: EpochReport) throws {
        try file.append(Data((try JSONFields.line(report) + "\n").utf8))
    }

    /// From now on a power failure takes no line of it.
    func settle() throws { try file.settle() }

    private var file: GrowingFile { GrowingFile(url: url) }

    /// Keeps the lines up to `epoch`: a killed run can have written some that its last checkpoint does
    /// not know of, the last of them torn, and will write them again.
    func keep(through epoch: Int) throws {
        let lines = try whole().prefix(epoch)
        try AtomicFile.write(Data(lines.map { $0 + "\n" }.joined().utf8), to: url)
    }

    func reports() throws -> [EpochReport] {
        try whole().map { try JSONFields.decode(EpochReport.self, from: $0) }
    }

    /// What can be read of it, and how many whole lines cannot: a line that is being written, or was when
    /// the program was killed, is none.
    func readable() -> (reports: [EpochReport], unread: Int) {
        let lines = (try? whole()) ?? []
        let reports = lines.compactMap { try? JSONFields.decode(EpochReport.self, from: $0) }
        return (reports, lines.count - reports.count)
    }

    /// The lines that have an end.
    private func whole() throws -> [String] {
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .filter { !$0.isEmpty }.map(String.init)
    }
}
