import OnwardInference

/// Where a session stands among those that train one network together; alone, where nothing is said.
///
/// A session joined to others runs until its links end; before it runs on, all of them make theirs as new.
package struct SessionPlace: Sendable {
    package var blocks: any BlockOwnership = AllBlocks()
    package var shard: any BatchShard = WholeBatch()
    package var exchange: any GradientExchange = NoReplicas()
    /// Where what the block below puts out comes from; nil where the lowest block is here.
    package var below: (any BlockReceiver)?
    /// Where the uppermost block's output goes; nil where nobody wants it.
    package var above: (any BlockSender)?
    /// All sessions that train the network.
    package var cohort: any Cohort = Alone()
    /// Who asks all blocks; nil where nobody can ask those of others, or none are.
    package var inquirer: (any Inquirer)?

    package init() {}
}
