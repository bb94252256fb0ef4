import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRuns

@Suite("Folders read as runs")
struct RunRecordTests {
    private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden/0.1.0")

    @Test("A run of 0.1.0 is read as it was written", arguments: ["ff", "intff-reader", "table"])
    func readsFirstVersion(name: String) throws {
        try inFolder { folder in
            let place = folder.appending(path: name)
            try FileManager.default.copyItem(at: Self.golden.appending(path: name), to: place)
            let record = try RunRecord(reading: place)
            #expect(record.notes.isEmpty && record.recipe != nil && record.name == name)
            #expect(record.state == (record.summary == nil ? .stopped : .ended))
            #expect(record.epochs.map(\.epoch) == Array(1...record.epochs.count))
            #expect(record.keptEpoch != nil && record.trainSeconds != nil)
        }
    }

    @Test("Whether a folder is in use is found out without standing in anybody's way")
    func tellsUse() throws {
        try inFolder { folder in
            #expect(!RunLock.isHeld(folder))
            var lock: RunLock? = try RunLock(folder)
            #expect(RunLock.isHeld(folder))
            lock = nil
            #expect(lock == nil && !RunLock.isHeld(folder))
            let asking = Thread {
                while !Thread.current.isCancelled {
                    _ = RunLock.isHeld(folder)
                    usleep(500)
                }
            }
            asking.start()
            defer { asking.cancel() }
            for _ in 0..<200 { _ = try RunLock(folder) }
        }
    }

    @Test("Runs are found one or two folders down, and called by what tells them apart")
    func finds() throws {
        try inFolder { folder in
            for run in ["a/run-2", "a/run-10", "b/run-2", "b/series/seed-1", "b/series/seed-2"] {
                let place = folder.appending(path: run)
                try FileManager.default.createDirectory(
                    at: place, withIntermediateDirectories: true)
                try Data().write(to: place.appending(path: "recipe.yaml"))
            }
            let series = folder.appending(path: "b/series")
            try Data().write(to: series.appending(path: "seeds.json"))
            let search = folder.appending(path: "b/search")
            try FileManager.default.createDirectory(at: search, withIntermediateDirectories: true)
            for file in ["search.json", "recipe.yaml"] {
                try Data().write(to: search.appending(path: file))
            }
            let found = try RunFinder.runs(
                at: ["a", "b", "a/run-2"].map { folder.appending(path: $0) })
            #expect(
                RunFinder.names(of: found) == [
                    "a/run-2", "run-10", "b/run-2", "series/seed-1", "series/seed-2",
                ])
            #expect(throws: FileError.self) { try RunFinder.runs(at: [search]) }
            #expect(throws: FileError.self) { try RunRecord(reading: search) }
        }
    }

    @Test("A record of a torn file has what is whole; one without a recipe is broken")
    func readsTorn() throws {
        try inFolder { folder in
            try FileManager.default.copyItem(
                at: Self.golden.appending(path: "ff"), to: folder.appending(path: "run"))
            let place = folder.appending(path: "run")
            let metrics = place.appending(path: "metrics.jsonl")
            let text = try String(contentsOf: metrics, encoding: .utf8)
            let count = try RunRecord(reading: place).epochs.count
            try Data((text + "{\"epoch\": 9, ").utf8).write(to: metrics)
            #expect(try RunRecord(reading: place).epochs.count == count)
            #expect(try RunRecord(reading: place).state != .broken)
            try Data(("\u{0}\u{7f}nonsense\n" + text).utf8).write(to: metrics)
            let broken = try RunRecord(reading: place)
            #expect(broken.epochs.count == count && broken.state == .broken)
            #expect(broken.notes == ["metrics.jsonl: lines that cannot be read: 1."])
            try FileManager.default.removeItem(at: place.appending(path: "recipe.yaml"))
            #expect(try RunRecord(reading: place).recipe == nil)
        }
    }
}
