import OnwardCompute
import OnwardSettings

extension Network {
    /// Gives the network a reader with its first weights, in place of one that it has.
    ///
    /// - Parameter blocks: numbers of the blocks to read, counted from 0; nil for all but the
    ///   first, where there are others.
    public func attachReader(to blocks: [Int]? = nil) throws {
        let upper = Array(self.blocks.indices.dropFirst())
        reader = try Reader(self, blocks: blocks ?? (upper.isEmpty ? [0] : upper))
    }

    /// Takes the reader away.
    public func detachReader() { reader = nil }

    /// All that learns: the blocks, and the reader last.
    package var states: [BlockState] { blocks + (reader.map { [$0.state] } ?? []) }
}
