import Foundation
import Testing

/// The repository's folder.
private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// Runs a built example in a folder of its own; returns what it printed.
private func output(of example: String) async throws -> (text: String, files: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "onward-example-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let printed = folder.appending(path: "printed")
    try Data().write(to: printed)
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: example)
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: printed)
    // Other tests need the thread meanwhile.
    let status = try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    #expect(status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (
        try String(contentsOf: printed, encoding: .utf8), files.filter { $0 != "printed" }
    )
}

@Suite("The examples", .serialized)
struct ExamplesTests {
    @Test("README shows the first program as it is compiled")
    func readmeShowsProgram() throws {
        let program = try String(
            contentsOf: root.appending(path: "Examples/FirstProgram/main.swift"), encoding: .utf8)
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("```swift\n\(program)```"))
    }

    @Test(
        "README's program trains, evaluates and saves",
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist"),
            "the Debian package dataset-fashion-mnist is not installed"))
    func firstProgramRuns() async throws {
        let (text, files) = try await output(of: "FirstProgram")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 11 && lines[9].hasPrefix("epoch  10"))
        #expect((lines.last.flatMap { Double($0) } ?? 0) > 0.87)
        #expect(files == ["model.safetensors"])
    }

    @Test("Watching block by block shows every block learn")
    func layerByLayerRuns() async throws {
        let lines = try await output(of: "LayerByLayer").text.split(separator: "\n")
        #expect(lines.filter { $0.contains("learned for an epoch") }.count == 9)
        let accuracies = lines.suffix(3).compactMap { $0.split(separator: " ").last }
            .compactMap { Double($0) }
        #expect(accuracies.count == 3 && accuracies.allSatisfy { $0 > 0.6 })
    }

    @Test("A schedule that the package does not know trains all blocks")
    func ownScheduleRuns() async throws {
        let lines = try await output(of: "OwnSchedule").text.split(separator: "\n")
        #expect(lines.count == 5 && lines[3].hasPrefix("epoch   4"))
        #expect((lines.last.flatMap { Double($0) } ?? 0) > 0.6, "\(lines)")
    }

    @Test("Two blocks learn with a black box between them; one block around it is refused")
    func blackBoxRuns() async throws {
        let lines = try await output(of: "BlackBox").text.split(separator: "\n")
        let accuracies = lines.prefix(2).compactMap { $0.split(separator: " ").last }
            .compactMap { Double($0) }
        #expect(accuracies.count == 2 && accuracies.allSatisfy { $0 > 0.6 }, "\(lines)")
        #expect(
            lines.count == 3 && lines[2].contains("Opaque(\"spikes\") above Dense(200) in block 1"))
    }

    @Test("A loaded model, asked from four threads, answers each as it answers one")
    func askFromThreadsRuns() async throws {
        let (text, files) = try await output(of: "AskFromThreads")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 6 && files == ["digits.safetensors"], "\(lines)")
        #expect(lines.prefix(4).allSatisfy { $0.hasSuffix("of 125 right") })
        #expect(lines.last == "the same answers as one thread gets: true")
    }

    @Test("A program's own numbers become samples, and two spirals are told apart")
    func ownDataRuns() async throws {
        let lines = try await output(of: "OwnData").text.split(separator: "\n")
        #expect(lines.count == 2 && (Double(lines[0]) ?? 0) > 0.8, "\(lines)")
        #expect(["left", "right"].contains(lines.last.map(String.init)))
    }
}
