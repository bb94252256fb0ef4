/// Samples that are computed together by one thread.
struct Tile {
    /// Their numbers among all that are asked about.
    let samples: Range<Int>
    /// As many as are computed, at least those: products of few sizes are prepared once, and a sample
    /// is computed in the same way whatever came with it.
    let height: Int

    /// Parts samples into tiles: the highest that are full, and at the end one that may not be.
    ///
    /// - Parameters:
    ///   - heights: that tiles may have, the least first; empty where each sample needs its own.
    ///   - least: the height of such a tile, and of one for fewer samples than all heights.
    static func parting(_ count: Int, heights: [Int], least: Int) -> [Tile] {
        var (tiles, first) = ([Tile](), 0)
        while first < count {
            let height = heights.last { $0 <= count - first } ?? least
            let end = heights.isEmpty ? first + 1 : min(first + height, count)
            tiles.append(Tile(samples: first..<end, height: height))
            first = end
        }
        return tiles
    }
}
