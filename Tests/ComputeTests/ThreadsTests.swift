import CKernels
import Foundation
import Testing

@testable import OnwardCompute

@Suite("The threads of an engine")
struct ThreadsTests {
    /// How many threads bear the name that OpenMP's workers inherit from the thread they help.
    ///
    /// Listed several times: a list can leave out some while threads of other tests come and go.
    private func threadCount(named name: String) throws -> Int {
        let tasks = "/proc/self/task"
        let lists = try (0..<20).map { _ in
            try FileManager.default.contentsOfDirectory(atPath: tasks).filter { task in
                let found = try? String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8)
                return found == name + "\n"
            }
        }
        return Set(lists.joined()).count
    }

    /// Gives it the system's name at once: Foundation does so only if `start` has already returned where
    /// the thread was made.
    private func nameThisThread(_ name: String) throws {
        try name.write(toFile: "/proc/thread-self/comm", atomically: false, encoding: .utf8)
    }

    /// What `work` leaves of threads that help its own, which begins with two to use.
    private func helpers(of name: String, _ work: @escaping @Sendable () -> Void) async throws
        -> Int
    {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    with: Result {
                        try nameThisThread(name)
                        onward_set_threads(2)
                        work()
                        return try threadCount(named: name) - 1
                    })
            }
            thread.stackSize = 1 << 23
            thread.start()
        }
    }

    @Test("They are as many as it was made with, for the first product as well", arguments: [1, 2])
    func firstProduct(threads: Int) async throws {
        let count = try await helpers(of: "product-\(threads)") {
            let engine = Engine(threads: threads)
            let (a, b) = (Matrix(rows: 256, columns: 784), Matrix(rows: 784, columns: 500))
            engine.multiply(a, b, into: Matrix(rows: 256, columns: 500))
        }
        #expect(count == threads - 1)
    }

    @Test("They are as many for the first convolution", arguments: [1, 2])
    func firstConvolution(threads: Int) async throws {
        let windows = try #require(Windows(image: 28, size: 3, stride: 1, before: 1, after: 1))
        let count = try await helpers(of: "convolution-\(threads)") {
            let engine = Engine(threads: threads)
            engine.convolve(
                Matrix(rows: 64, columns: 16 * 28 * 28), Matrix(rows: 32, columns: 16 * 9),
                windows: windows, into: Matrix(rows: 64, columns: 32 * 28 * 28))
        }
        #expect(count == threads - 1)
    }
}
