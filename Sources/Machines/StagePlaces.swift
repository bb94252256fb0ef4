import OnwardLearning
import OnwardNetworks

/// Consecutive blocks that one program holds.
struct StageBlocks: BlockOwnership {
    let range: Range<Int>

    func blocks(of network: Network) -> Range<Int> { range }
}

/// The part of every batch that one replica loads.
struct ReplicaShard: BatchShard {
    let index: Int
    let count: Int
}
