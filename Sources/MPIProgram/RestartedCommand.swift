import ArgumentParser
import Foundation
import OnwardRuns

/// A command that trains, which is told to go on wherever there is something to go on from.
struct RestartedCommand {
    /// Up to `train`, and what follows it.
    private let (head, tail): ([String], [String])
    private let folder: URL

    /// What a resumed run may be told again, each with its value.
    private static let kept = [
        "--replicas", "--checkpoint-minutes", "--log-every", "--threads", "--precision",
    ]
    /// The same without one.
    private static let keptFlags = [
        "--quiet", "--json", "--without-samples", "--accept-changed-data",
    ]

    init(_ words: [String]) throws {
        guard let place = words.firstIndex(of: "train") else {
            throw ValidationError("the command behind -- calls no onward-mpi train")
        }
        (head, tail) = (Array(words[...place]), Array(words[(place + 1)...]))
        guard
            let path = RestartedCommand.value(of: "--output", in: tail)
                ?? RestartedCommand.value(of: "--resume", in: tail)
        else {
            throw ValidationError(
                "the command behind -- names no run folder to go on with; add --output")
        }
        folder = URL(fileURLWithPath: path)
    }

    private static func value(of option: String, in words: [String]) -> String? {
        for (place, word) in words.enumerated() {
            if word == option, place + 1 < words.count { return words[place + 1] }
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
        }
        return nil
    }

    private var words: [String] {
        guard (try? RunFolder(existing: folder)) != nil else { return head + tail }
        var resumed = ["--resume", folder.path]
        for option in RestartedCommand.kept {
            if let value = RestartedCommand.value(of: option, in: tail) {
                resumed += [option, value]
            }
        }
        return head + resumed + tail.filter(RestartedCommand.keptFlags.contains)
    }

    /// After it has come to a loss: what was begun and has no checkpoint is begun anew.
    func clear() {
        if (try? RunFolder(existing: folder)) == nil, RunRecord.isRun(folder) {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// Starts it and waits for it; returns its exit status, 128 and the signal's number for one that was
    /// ended so.
    func run() throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus
    }
}
