import Foundation

/// Ends this program where those that were started with it do not come: before all have met, nobody watches
/// over them, and MPI would wait for ever.
final class StartLimit: Sendable {
    private static let seconds = 60.0
    private let haveMet = DispatchSemaphore(value: 0)

    init() {
        let thread = Thread { [haveMet] in
            guard haveMet.wait(timeout: .now() + StartLimit.seconds) == .timedOut else { return }
            let name = Peer(rank: MPI.startedRank ?? 0, host: Peer.ownHost).name
            Watch.say(
                "\(name): expected all programs of this training within "
                    + "\(Int(StartLimit.seconds)) seconds, got no sign of some; it ends.")
            _exit(MachineError.tryAgain)
        }
        thread.name = "start limit"
        thread.start()
    }

    func end() { haveMet.signal() }
}
