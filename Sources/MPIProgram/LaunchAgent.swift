import Foundation
import OnwardTerminal
import Synchronization

/// The program by which mpirun reaches other hosts: ssh, where nothing else is said.
struct LaunchAgent {
    private let words: [String]
    private static let secondsToAnswer = 10.0
    private static let parameter = "plm_rsh_agent"

    /// - Parameter command: for mpirun, which may name another one.
    init(_ command: [String]) {
        let said =
            command.firstIndex(of: LaunchAgent.parameter).flatMap { place in
                place + 1 < command.count ? command[place + 1] : nil
            } ?? ProcessInfo.processInfo.environment["OMPI_MCA_" + LaunchAgent.parameter]
        // Several, with colons between them, are tried in their order; mostly there is one.
        let first = (said ?? "ssh").split(separator: ":").first ?? "ssh"
        words = first.split(separator: " ").map(String.init)
    }

    /// Those of some hosts on which nothing can be started.
    func silent(of hosts: [String]) -> Set<String> {
        let silent = Mutex<Set<String>>([])
        DispatchQueue.concurrentPerform(iterations: hosts.count) { index in
            if !answers(hosts[index]) { silent.withLock { _ = $0.insert(hosts[index]) } }
        }
        return silent.withLock { $0 }
    }

    private func answers(_ host: String) -> Bool {
        let own = ["localhost", "127.0.0.1", ProcessInfo.processInfo.hostName]
        if own.contains(host) { return true }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words + [host, "true"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? Interruption.starting { try process.run() }) != nil else { return false }
        let deadline = ContinuousClock.now + .seconds(LaunchAgent.secondsToAnswer)
        while process.isRunning, .now < deadline { usleep(20_000) }
        guard !process.isRunning else {
            process.terminate()
            return false
        }
        return process.terminationStatus == 0
    }
}
