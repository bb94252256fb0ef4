import Foundation
import OnwardLearning
import OnwardNetworks
import Synchronization

/// Some of a network's blocks.
struct Blocks: BlockOwnership {
    let range: Range<Int>

    func blocks(of network: Network) -> Range<Int> { range }
}

/// One of several shards of a batch.
struct Shard: BatchShard {
    let index: Int
    let count: Int
}

/// Does the same at the same time on so many threads; returns what each came to.
func onThreads<Result: Sendable>(
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
