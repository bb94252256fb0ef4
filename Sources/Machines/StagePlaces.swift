import OnwardInference
import OnwardLearning
import OnwardNetworks

extension SessionPlace {
    /// The lowest place of so many, without links: for what a session there refuses.
    package init(lowestOf stages: Int, of network: Network, replicas: Int) {
        self.init()
        if stages > 1 { blocks = StageBlocks(range: 0..<network.blocks.count - 1) }
        if replicas > 1 { shard = ReplicaShard(index: 0, count: replicas) }
        inquirer = OwnBlocks()
    }
}

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
