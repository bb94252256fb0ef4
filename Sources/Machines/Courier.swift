import Dispatch
import Foundation
import Synchronization

/// What a courier moves on.
protocol Errand: AnyObject {
    /// Returns whether anything moved.
    func advance() -> Bool
}

/// A thread that carries batches between programs while another one learns.
final class Courier: @unchecked Sendable {
    private let errands: [any Errand]
    private let bell = DispatchSemaphore(value: 0)
    private let isEnded = Atomic<Bool>(false)
    private let hasLeft = DispatchSemaphore(value: 0)

    /// Microseconds between two looks: few while something moves, for large messages move on only when MPI
    /// is called, and more the longer nothing does.
    private static let pauses = 50...1000

    init(_ errands: [any Errand]) {
        self.errands = errands
        let thread = Thread { [self] in work() }
        thread.name = "courier"
        thread.start()
    }

    /// Something is to be carried.
    func ring() { bell.signal() }

    func end() {
        isEnded.store(true, ordering: .sequentiallyConsistent)
        ring()
        hasLeft.wait()
    }

    private func work() {
        var pause = Courier.pauses.lowerBound
        while !isEnded.load(ordering: .sequentiallyConsistent) {
            var moved = false
            for errand in errands { moved = errand.advance() || moved }
            if moved {
                pause = Courier.pauses.lowerBound
            } else if bell.wait(timeout: .now() + .microseconds(pause)) == .success {
                pause = Courier.pauses.lowerBound
            } else {
                pause = min(2 * pause, Courier.pauses.upperBound)
            }
        }
        hasLeft.signal()
    }
}
