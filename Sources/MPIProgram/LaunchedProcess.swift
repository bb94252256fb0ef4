import Foundation
import OnwardMachines
import OnwardTerminal
import Synchronization

/// A launcher at work: what it says is passed on, an interruption too, and where it does not end although its
/// programs have, it is ended. mpirun waits for the end of every host, of one that is cut off as well.
final class LaunchedProcess: @unchecked Sendable {
    private let process = Process()
    private let errors = Pipe()
    private let hasRead = DispatchSemaphore(value: 0)
    /// When a program first said that another was lost.
    private let loss = Mutex<ContinuousClock.Instant?>(nil)
    /// After that, until all have to have ended.
    private static let patience = Duration.seconds(15)

    init(_ words: [String]) {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardError = errors
    }

    /// Starts it and waits for it; returns its exit status, 128 and the signal's number for one that was
    /// ended so, and that of a loss wherever a program has said so.
    func run() throws -> Int32 {
        try Interruption.starting { try process.run() }
        Thread.detachNewThread { [self] in passOn() }
        var isTold = false
        while process.isRunning {
            usleep(50_000)
            if Interruption.hasCome, !isTold {
                kill(process.processIdentifier, SIGUSR1)
                isTold = true
            }
            if let since = loss.withLock({ $0 }), .now - since > LaunchedProcess.patience {
                // With what it has started: it leads a group of processes.
                kill(-process.processIdentifier, SIGKILL)
            }
        }
        process.waitUntilExit()
        _ = hasRead.wait(timeout: .now() + 1)
        if loss.withLock({ $0 }) != nil { return MachineError.tryAgain }
        return process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus
    }

    private func passOn() {
        var tail = ""
        while true {
            let data = errors.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            FileHandle.standardError.write(data)
            tail += String(decoding: data, as: UTF8.self)
            if tail.contains(Watch.lossMark) { loss.withLock { $0 = $0 ?? .now } }
            tail = String(tail.suffix(Watch.lossMark.count))
        }
        hasRead.signal()
    }
}
