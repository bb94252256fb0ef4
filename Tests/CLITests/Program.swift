import Foundation
import Testing

/// The built `onward`, started as a user would, in a folder of the test's own.
final class Program {
    /// What a started program came to.
    struct Result {
        /// The exit status; of a program that a signal ended, minus the signal.
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    let folder: URL
    private var started = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Test bundle and program are built into the same folder.
    static var executable: URL { Bundle.main.bundleURL.appending(path: "onward") }

    func run(_ arguments: String...) throws -> Result { try start(arguments).wait() }

    /// Runs a training on the toy data, on one core.
    func train(_ arguments: String...) throws -> Result { try startTraining(arguments).wait() }

    func startTraining(_ arguments: [String]) throws -> Started {
        let usual = ["train", "--data", "data", "--network", "12,8", "--threads", "1"]
        return try start(usual + arguments)
    }

    func start(_ arguments: [String]) throws -> Started {
        try start(Program.executable, arguments)
    }

    /// Runs a line of shell in which `$onward` is the program.
    func shell(_ line: String) throws -> Result {
        let name = Program.executable.path
        let shell = URL(fileURLWithPath: "/bin/sh")
        return try start(shell, ["-c", "onward='\(name)'; " + line]).wait()
    }

    private func start(_ executable: URL, _ arguments: [String]) throws -> Started {
        started += 1
        return try Started(executable, arguments, in: folder, number: started)
    }

    func data(of path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

    func text(of path: String) throws -> String {
        String(decoding: try data(of: path), as: UTF8.self)
    }

    func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }
}

/// A program that may still be running; its output goes to files, so that no pipe can fill up.
final class Started {
    private let process = Process()
    private let output: URL
    private let errors: URL

    fileprivate init(
        _ executable: URL, _ arguments: [String], in folder: URL, number: Int
    ) throws {
        output = folder.appending(path: "output-\(number)")
        errors = folder.appending(path: "errors-\(number)")
        for file in [output, errors] { try Data().write(to: file) }
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    /// Waits until `condition` holds; fails the test when the program ends before.
    func wait(until condition: () throws -> Bool) throws {
        while try !condition() {
            if !process.isRunning {
                let result = try wait()
                try #require(Bool(false), "it ended too early: \(result)")
            }
            usleep(2000)
        }
    }

    /// Waits until so many whole lines are written; fails the test when the program ends before.
    func wait(forLines count: Int) throws {
        try wait {
            try Data(contentsOf: output).count { $0 == UInt8(ascii: "\n") } >= count
        }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// - Returns: how it ended, and all output.
    @discardableResult
    func wait() throws -> Program.Result {
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        return Program.Result(
            status: isKilled ? -process.terminationStatus : process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
