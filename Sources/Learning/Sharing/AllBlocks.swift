import OnwardNetworks

/// A session that runs them all.
package struct AllBlocks: BlockOwnership {
    package init() {}

    package func blocks(of network: Network) -> Range<Int> { network.blocks.indices }
}
