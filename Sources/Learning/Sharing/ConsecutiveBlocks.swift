import OnwardNetworks

/// Some of a network's blocks, one above the other.
package struct ConsecutiveBlocks: BlockOwnership {
    private let range: Range<Int>

    package init(_ range: Range<Int>) { self.range = range }

    package func blocks(of network: Network) -> Range<Int> { range }
}
