import Foundation
import OnwardCompute
import OnwardLayers
import OnwardSettings
import Testing

@Suite("What errors say")
struct ErrorTextTests {
    @Test("Every form of error makes its sentence of the same parts")
    func sentences() {
        #expect(
            SettingsError("lr", expected: "above 0", got: -1).description
                == "lr must be above 0, not -1")
        #expect(
            SettingsError("reader", expected: "there", got: "none", remedy: "name one").description
                == "reader must be there, not none; name one.")
        #expect(
            FileError(
                .missing, at: "a/b", expected: "a file", got: nil, remedy: "write it"
            ).description == "a/b: expected a file, got nothing; write it.")
        var shape = ShapeError(Dense(5), expected: "[8]", got: Shape(12), remedy: "take another")
        shape.block = 3
        #expect(
            shape.description == "Dense(5) in block 3: expected [8], got [12]; take another.")
        let name = UnknownNameError("layer", "dens", known: ["dense", "flatten"])
        #expect(
            name.description == "unknown layer dens; did you mean dense? Known: dense, flatten")
    }

    @Test("An error that is handled without being known says the same")
    func localizes() {
        let error: any Error = SettingsError("lr", expected: "above 0", got: -1)
        #expect(error.localizedDescription == "lr must be above 0, not -1")
    }

    @Test("What the system answers becomes a reason and something to do")
    func systemCodes() {
        let full = FileError(ENOSPC, at: "a", expected: "room")
        #expect(full.kind == .machine && full.remedy?.contains("make room") == true)
        let hidden = FileError(EACCES, at: "a", expected: "a file")
        #expect(hidden.kind == .files && hidden.reason == .inaccessible)
    }

    /// The commands with what they share, and the server, which speaks of its own addresses and of the
    /// command that starts it.
    private static let doors = ["CLI", "MPIProgram", "Server", "ServerProgram", "Terminal"]

    private static func isDoor(_ file: URL) -> Bool {
        doors.contains { file.path.contains("/Sources/\($0)/") }
    }

    /// The sources of every room below the doors, without lines of comment.
    private static let lines: [(file: String, line: String)] = {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter {
            $0.pathExtension == "swift" && !isDoor($0)
        }.flatMap { file in
            ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
                .map { (file.lastPathComponent, $0.trimmingCharacters(in: .whitespaces)) }
                .filter { !$0.1.hasPrefix("//") }
        }
    }()

    @Test("No text of a room below the doors names a flag or a command")
    func namesNoFlag() throws {
        try #require(Self.lines.count > 10_000)
        let command =
            /onward (train|evaluate|predict|explain|inspect|edit|export|tune|reproduce|benchmark|data|report|runs|compare|serve)\b/
        for (file, line) in Self.lines {
            let isForADoor = line.contains(/--[a-z]/) || line.contains(command)
            #expect(!isForADoor, "\(file): \(line)")
        }
    }

    @Test("Every type of error below the doors is an OnwardError")
    func conforms() {
        for (file, line) in Self.lines where line.contains(/(struct|enum) \w+Error:/) {
            #expect(line.contains("OnwardError"), "\(file): \(line)")
        }
    }
}
