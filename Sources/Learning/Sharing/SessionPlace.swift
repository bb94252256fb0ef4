/// Where a session stands among those that train one network together; alone, where nothing is said.
///
/// A session joined to others runs once: when it ends, so do its links.
package struct SessionPlace: Sendable {
    package var blocks: any BlockOwnership = AllBlocks()
    package var shard: any BatchShard = WholeBatch()
    package var exchange: any GradientExchange = NoReplicas()
    /// Where what the block below puts out comes from; nil where the lowest block is here.
    package var below: (any BlockReceiver)?
    /// Where the uppermost block's output goes; nil where nobody wants it.
    package var above: (any BlockSender)?

    package init() {}
}
