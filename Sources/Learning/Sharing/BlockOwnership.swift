import OnwardNetworks

/// Which blocks of a network a session runs.
///
/// Blocks do not know where they live: whoever runs one gives it the output of the block below, and
/// its number decides over everything random. Among machines one owner holds consecutive blocks, of
/// as much work as the others'.
package protocol BlockOwnership: Sendable {
    /// Numbers of consecutive blocks, counted from 0; at least one.
    func blocks(of network: Network) -> Range<Int>
}
