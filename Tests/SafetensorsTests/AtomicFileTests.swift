import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardSafetensors

@Suite("A file is written whole or not at all")
struct AtomicFileTests {
    @Test("New content takes the place of the old")
    func replaces() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("summary.json")
            try AtomicFile.write(Data("a long first text".utf8), to: url)
            try AtomicFile.write(Data("second".utf8), to: url)
            #expect(try String(contentsOf: url, encoding: .utf8) == "second")
            try AtomicFile.write(Data(), to: url)
            #expect(try Data(contentsOf: url).isEmpty)
            #expect(try names(in: folder) == ["summary.json"])
        }
    }

    @Test("When the middle fails, the old file stays and nothing else is left")
    func failure() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try AtomicFile.write(Data("old".utf8), to: url)
            let failure = FileError(ENOSPC, at: "", expected: "room")
            #expect(throws: failure) {
                try AtomicFile.write(to: url) { file throws(FileError) in
                    try file.append([UInt8](repeating: 1, count: 1000).span.bytes)
                    throw failure
                }
            }
            #expect(try String(contentsOf: url, encoding: .utf8) == "old")
            #expect(try names(in: folder) == ["model.safetensors"])
        }
    }

    /// A limit on the size of files stands in for a full disk: the system takes a part of the bytes
    /// and refuses the rest. It holds for a whole process, hence one of its own.
    @Test("When the system takes no more, the old file stays and nothing else is left")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            try inFolder { folder in
                signal(SIGXFSZ, SIG_IGN)
                var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
                try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                let url = folder.appendingPathComponent("model.safetensors")
                try AtomicFile.write(Data("old".utf8), to: url)
                let error = #expect(throws: FileError.self) {
                    try AtomicFile.write(Data(count: 100_000), to: url)
                }
                #expect(
                    error?.description
                        == "\(url.path): expected a file that can be written, got File too large; "
                        + "choose another folder.")
                #expect(try String(contentsOf: url, encoding: .utf8) == "old")
                #expect(try names(in: folder) == ["model.safetensors"])
            }
        }
    }

    @Test("A path that cannot be written is named with the reason and what to do")
    func unwritable() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("absent/model.safetensors")
            let error = #expect(throws: FileError.self) {
                try AtomicFile.write(Data(), to: url)
            }
            #expect(
                error?.description
                    == "\(url.path): expected a file that can be written, got No such file or "
                    + "directory; create its folder first.")
        }
        for path in ["/dev/full", "/dev/null", "/"] {
            let error = #expect(throws: FileError.self) {
                try AtomicFile.write(Data([1]), to: URL(fileURLWithPath: path))
            }
            #expect(error?.got == "a folder, device or pipe")
        }
    }

    @Test("A link goes on pointing to the file")
    func link() throws {
        try inFolder { folder in
            let (real, link) = (
                folder.appendingPathComponent("real"), folder.appendingPathComponent("link")
            )
            try AtomicFile.write(Data("old".utf8), to: real)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
            try AtomicFile.write(Data("new".utf8), to: link)
            #expect(try String(contentsOf: real, encoding: .utf8) == "new")
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
            #expect(target == real.path)
        }
    }

    @Test("Writers of one path at the same time leave one whole file")
    func concurrent() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("file")
            DispatchQueue.concurrentPerform(iterations: 16) { index in
                #expect(throws: Never.self) {
                    try AtomicFile.write(Data(repeating: UInt8(index), count: 10_000), to: url)
                }
            }
            let data = try Data(contentsOf: url)
            #expect(data.count == 10_000 && Set(data).count == 1)
            #expect(try names(in: folder) == ["file"])
        }
    }
}

private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
}
