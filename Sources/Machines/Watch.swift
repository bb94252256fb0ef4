import Foundation
import OnwardLearning
import Synchronization

/// A thread that knows whether the other programs of a training live, and ends this one when one does not:
/// MPI itself would wait for ever.
///
/// The first program hears all others, and they hear it. A connection that breaks without a word, or on which
/// nothing comes for some seconds, is a program that was killed, stopped or cut off; whoever finds that tells
/// those whom it reaches, and ends with a message and the status that says: try again. Files appear whole or
/// not at all, so a program may be ended anywhere.
package final class Watch: @unchecked Sendable {
    private let own: Peer
    private let peers: [Peer]
    private let word: String
    private let listener: Int32
    private var connections: [WatchConnection]
    /// Those that have said that they are done.
    private var gone: Set<Int> = []
    private let isLeaving = Atomic<Bool>(false)
    private let hasLeft = DispatchSemaphore(value: 0)
    /// What this program ends with, told by another thread.
    private let failure = Mutex<(status: Int32, text: String)?>(nil)
    private var lastBeat = ContinuousClock.now - .seconds(Heartbeat.interval)
    private let start = ContinuousClock.now

    /// To be called by all programs.
    package init(_ mpi: MPI) throws {
        let cohort = MPICohort(
            mpi.world, names: (0..<mpi.size).map { "rank \($0)" }, by: mpi)
        peers = try cohort.share(Peer(rank: mpi.rank, host: Peer.ownHost))
        own = peers[mpi.rank]
        let listening = cohort.leads ? WatchAddress.listen() : nil
        word = try cohort.lead(String(UInt64.random(in: 0...UInt64.max), radix: 16))
        let address = try cohort.lead(listening?.address ?? WatchAddress(hosts: [], port: 0))
        listener = listening?.descriptor ?? -1
        connections = []
        if !cohort.leads {
            guard let descriptor = address.connect() else {
                throw MachineError.unreachable(host: peers[0].host)
            }
            let connection = WatchConnection(descriptor)
            connection.rank = 0
            connection.send(.hello(rank: own.rank, word: word))
            connections = [connection]
        }
        let thread = Thread { [self] in work() }
        thread.name = "watch"
        thread.start()
        mpi.startLimit.end()
    }

    /// What messages call the programs.
    var names: [String] { peers.map(\.name) }

    /// Whether messages are this program's to print; those of all others reach it.
    package var leads: Bool { own.rank == 0 }

    /// Ends this program and all others, for what came of its own work.
    package func fail(status: Int32, _ text: String) -> Never {
        failure.withLock { $0 = (status, text) }
        // The watching thread ends the program.
        while true { sleep(1) }
    }

    /// All have come to their end.
    package func leave() {
        isLeaving.store(true, ordering: .sequentiallyConsistent)
        hasLeft.wait()
    }

    private func work() {
        while true {
            wait()
            if leads { accept() }
            for connection in connections { listen(to: connection) }
            if let failure = failure.withLock({ $0 }) { end(failure.status, failure.text) }
            if .now - lastBeat >= .seconds(Heartbeat.interval) {
                lastBeat = .now
                for connection in connections { connection.send(.beat) }
            }
            lookForLost()
            if isLeaving.load(ordering: .sequentiallyConsistent) {
                for connection in connections { connection.send(.bye) }
                hasLeft.signal()
                return
            }
        }
    }

    private func wait() {
        var entries = connections.map {
            pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0)
        }
        if leads { entries.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0)) }
        poll(&entries, nfds_t(entries.count), 100)
    }

    private func accept() {
        var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return }
        let descriptor = Foundation.accept(listener, nil, nil)
        if descriptor >= 0 { connections.append(WatchConnection(descriptor)) }
    }

    private func listen(to connection: WatchConnection) {
        for line in connection.receive() {
            switch line {
            case .hello(let rank, let word):
                if leads, word == self.word, peers.indices.contains(rank) { connection.rank = rank }
            case .beat: break
            case .bye: if let rank = connection.rank { gone.insert(rank) }
            case .lost(let name): end(lost: name)
            case .failed(let status, let text):
                guard let rank = connection.rank else { break }
                if leads {
                    end(status, "\(peers[rank].name): \(text)", but: rank)
                } else {
                    // The first program has said what there is to say.
                    _exit(status)
                }
            }
        }
    }

    private func lookForLost() {
        connections.removeAll { $0.rank == nil && $0.isBroken }
        for connection in connections {
            guard let rank = connection.rank, !gone.contains(rank),
                connection.isBroken || connection.isSilent
            else { continue }
            end(lost: peers[rank].name)
        }
        guard leads, .now - start > .seconds(Heartbeat.patience) else { return }
        let heard = Set(connections.compactMap(\.rank))
        if let silent = peers.first(where: { $0.rank != 0 && !heard.contains($0.rank) }) {
            end(lost: silent.name)
        }
    }

    /// What every message about a loss has behind the lost program's name.
    package static let lossMark = " was lost; "

    /// Another program is lost; or this one, for the others, which had not heard it for too long.
    private func end(lost name: String) -> Never {
        for connection in connections { connection.send(.lost(name)) }
        Watch.say(
            """
            \(name)\(Watch.lossMark)\(name == own.name ? "the others have ended" : "\(own.name) ends"). \
            The last checkpoint is whole: the same command, resumed, goes on.
            """)
        leaveAtOnce(MachineError.tryAgain)
    }

    /// This program's work has failed, or another's, which it was told.
    ///
    /// - Parameter rank: whose work it was; nil for its own.
    private func end(_ status: Int32, _ text: String, but rank: Int? = nil) -> Never {
        for connection in connections where connection.rank != rank {
            connection.send(.failed(status: status, text))
        }
        if leads { Watch.say(rank == nil ? "\(own.name): \(text)" : text) }
        leaveAtOnce(status)
    }

    /// Whether anybody hears it or not.
    static func say(_ text: String) {
        fflush(nil)
        try? FileHandle.standardError.write(contentsOf: Data("Error: \(text)\n".utf8))
    }

    /// What was sent last is to arrive first.
    private func leaveAtOnce(_ status: Int32) -> Never {
        for connection in connections { shutdown(connection.descriptor, Int32(SHUT_WR)) }
        usleep(200_000)
        _exit(status)
    }
}
