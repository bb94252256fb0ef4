import CKernels
import Foundation
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardCompute

@Suite("Waiting beside other programs", .onOwnThread)
struct ContentionTests {
    private final class Flag: Sendable {
        let isUp = Atomic<Bool>(false)
    }

    /// Environments that say how to wait have the last word.
    private static let isOurs = ["OMP_WAIT_POLICY", "GOMP_SPINCOUNT"].allSatisfy {
        ProcessInfo.processInfo.environment[$0] == nil
    }

    @Test("Threads that have to wait for cores are noticed", .enabled(if: isOurs))
    func notices() throws {
        let engine = Engine(threads: 2)
        let flag = Flag()
        defer { flag.isUp.store(true, ordering: .relaxed) }
        for _ in 0..<3 * Engine.availableThreads {
            Thread { while !flag.isUp.load(ordering: .relaxed) {} }.start()
        }
        let end = Date(timeIntervalSinceNow: 20)
        while !onward_is_contended(), Date.now < end { usleep(10_000) }
        #expect(onward_is_contended())
        _ = engine
    }
}
