import Foundation
import OnwardSettings
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardRuns

@Suite("A run folder")
struct RunFolderTests {
    @Test("Numbers count up from 1 and fill what is free")
    func numbers() throws {
        try inFolder { folder in
            let runs = folder.appending(path: "runs")
            func next() throws -> String {
                try RunFolder(creating: "toy-mf", in: runs).url.lastPathComponent
            }
            #expect(try [next(), next(), next()] == ["toy-mf-1", "toy-mf-2", "toy-mf-3"])
            try FileManager.default.removeItem(at: runs.appending(path: "toy-mf-2"))
            #expect(try [next(), next()] == ["toy-mf-2", "toy-mf-4"])
        }
    }

    @Test("Many that ask at once get a folder each")
    func numbersAtOnce() throws {
        try inFolder { folder in
            let names = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 40) { _ in
                let name = (try? RunFolder(creating: "toy-mf", in: folder))?.url.lastPathComponent
                names.withLock { $0.append(name ?? "none") }
            }
            #expect(Set(names.withLock(\.self)) == Set((1...40).map { "toy-mf-\($0)" }))
        }
    }

    @Test("A folder with something in it, or a file in its place, is refused")
    func refusesUsedFolder() throws {
        try inFolder { folder in
            let used = folder.appending(path: "used")
            _ = try RunFolder(creating: used)
            _ = try RunFolder(creating: used)
            try Data().write(to: used.appending(path: "file"))
            let error = #expect(throws: FileError.self) { try RunFolder(creating: used) }
            #expect(error?.description.contains("with 1 file") == true)
            let file = used.appending(path: "file")
            #expect(throws: FileError.self) { try RunFolder(creating: file) }
            #expect(throws: FileError.self) {
                try RunFolder(creating: "toy", in: file.appending(path: "runs"))
            }
        }
    }

    @Test("A folder without a checkpoint cannot be resumed")
    func needsCheckpoint() throws {
        try inFolder { folder in
            let error = #expect(throws: FileError.self) { try RunFolder(existing: folder) }
            #expect(error?.description.contains("checkpoint.safetensors") == true)
        }
    }

    @Test("Only one program at a time trains in a folder")
    func locks() throws {
        try inFolder { folder in
            let run = try RunFolder(creating: folder.appending(path: "run"))
            var lock: RunLock? = try RunLock(run.url)
            let error = #expect(throws: FileError.self) { try RunLock(run.url) }
            #expect(error?.description.contains("another program is training") == true)
            #expect(lock != nil)
            lock = nil
            _ = try RunLock(run.url)
        }
    }
}
