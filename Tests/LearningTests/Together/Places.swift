import OnwardLearning
import OnwardNetworks

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
