import OnwardInference
import OnwardLearning
import OnwardNetworks

extension SessionPlace {
    /// The lowest place of so many, without links: for what a session there refuses.
    package init(lowestOf stages: Int, of network: Network, replicas: Int) {
        self.init()
        if stages > 1 { blocks = ConsecutiveBlocks(0..<network.blocks.count - 1) }
        if replicas > 1 { shard = ReplicaShard(index: 0, count: replicas) }
        inquirer = OwnBlocks()
    }
}
