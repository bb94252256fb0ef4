import ArgumentParser
import Foundation
import OnwardRuns

/// A command that trains, which is told to go on wherever there is something to go on from.
struct RestartedCommand {
    /// Up to `train`, and what follows it.
    private let (head, tail): ([String], [String])
    let folder: URL

    /// What a resumed run may be told again, each with its value.
    private static let kept = [
        "--epochs", "--patience", "--replicas", "--checkpoint-minutes", "--log-every", "--threads",
        "--precision",
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

    /// As it was given, or going on.
    var words: [String] { head + arguments }

    /// The same on those of its hosts that answer, where it names its hosts.
    func words(says: (String) -> Void) -> [String] {
        guard let hosts = HostList(head) else { return words }
        let silent = LaunchAgent(head).silent(of: hosts.names)
        for host in silent.sorted() { says(host) }
        let replicas = RestartedCommand.value(of: "--replicas", in: tail).flatMap { Int($0) } ?? 1
        return hosts.words(without: silent, multipleOf: replicas) + arguments
    }

    /// Whether there is something to go on from.
    var goesOn: Bool { (try? RunFolder(existing: folder)) != nil }

    private var arguments: [String] {
        guard goesOn else { return tail }
        var resumed = ["--resume", folder.path]
        for option in RestartedCommand.kept {
            if let value = RestartedCommand.value(of: option, in: tail) {
                resumed += [option, value]
            }
        }
        return resumed + tail.filter(RestartedCommand.keptFlags.contains)
    }

    /// After it has come to a loss: what was begun and has no checkpoint is begun anew.
    func clear() {
        if !goesOn, RunRecord.isRun(folder) {
            try? FileManager.default.removeItem(at: folder)
        }
    }
}
