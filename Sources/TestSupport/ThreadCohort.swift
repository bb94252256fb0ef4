import Foundation
import OnwardCompute
import OnwardLearning
import Synchronization

/// Sessions on threads of one process, each of which waits for the others wherever all have to come.
package final class ThreadCohort: Cohort, @unchecked Sendable {
    /// Where they meet.
    private final class Place: @unchecked Sendable {
        let condition = NSCondition()
        var said: [Int: [UInt8]] = [:]
        var heard: [[UInt8]] = []
        var round = 0
        var brought: [Int: [UInt8]] = [:]
    }

    package let index: Int
    package let count: Int
    private let place: Place

    private init(_ index: Int, of count: Int, in place: Place) {
        (self.index, self.count, self.place) = (index, count, place)
    }

    package static func make(_ count: Int) -> [ThreadCohort] {
        let place = Place()
        return (0..<count).map { ThreadCohort($0, of: count, in: place) }
    }

    package func name(of index: Int) -> String { "program \(index)" }

    package func share(_ bytes: [UInt8]) -> [[UInt8]] {
        place.condition.withLock {
            place.said[index] = bytes
            let round = place.round
            if place.said.count == count {
                place.heard = (0..<count).map { place.said[$0] ?? [] }
                place.said = [:]
                place.round += 1
                place.condition.broadcast()
            }
            while place.round == round { place.condition.wait() }
            return place.heard
        }
    }

    package func bring(_ numbers: Matrix, from index: Int) {
        place.condition.withLock {
            if self.index == index {
                place.brought[index] = numbers.bytes.withUnsafeBytes { [UInt8]($0) }
                place.condition.broadcast()
                while place.brought[index] != nil { place.condition.wait() }
            } else if self.index == 0 {
                while place.brought[index] == nil { place.condition.wait() }
                let bytes = place.brought.removeValue(forKey: index) ?? []
                numbers.assign(bytes: bytes.span.bytes)
                place.condition.broadcast()
            }
        }
    }
}

/// Does the same at the same time on so many threads; returns what each came to.
package func onThreads<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread.detachNewThread {
            let result = Swift.Result { try work(index) }
            results.withLock { $0[index] = result }
            group.leave()
        }
    }
    group.wait()
    return try results.withLock { all in try (0..<count).compactMap { try all[$0]?.get() } }
}
