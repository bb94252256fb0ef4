import Foundation

/// Reads what is added to a run's metrics, line by line.
struct RunMetricsTail {
    private let url: URL
    private var place: UInt64 = 0

    init(_ run: URL) { url = run.appending(path: "metrics.jsonl") }

    /// Epochs that came since it was last asked, as far as their lines have an end. A run that was resumed can
    /// have cut its file: then from the start.
    mutating func next() -> [JSON] {
        guard let file = try? FileHandle(forReadingFrom: url) else { return [] }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd() else { return [] }
        if end < place { place = 0 }
        guard end > place, (try? file.seek(toOffset: place)) != nil,
            let data = try? file.read(upToCount: Int(end - place)),
            let newline = data.lastIndex(of: UInt8(ascii: "\n"))
        else { return [] }
        let whole = data[...newline]
        place += UInt64(whole.count)
        return whole.split(separator: UInt8(ascii: "\n")).compactMap { line in
            try? JSONReader.read([UInt8](line))
        }
    }
}
