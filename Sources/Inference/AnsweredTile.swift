import OnwardCompute

/// What a network said about a tile of samples, kept: one copy, which all their answers read.
final class AnsweredTile: Sendable {
    let network: AskedNetwork
    /// The first sample's number.
    let first: Int
    let samples: Int
    /// Blocks whose evidence is kept.
    let blocks: Int
    /// Per sample, where samples left early.
    let blocksUsed: [Int]?
    /// [1 + blocks, samples, classes]: what decides, then each block's own.
    private let evidence: [Float]

    init(_ tile: TileAnswers, of network: AskedNetwork) {
        self.network = network
        first = tile.first
        samples = tile.labels.rows
        blocks = tile.blocks.count
        blocksUsed = tile.blocksUsed
        evidence = Matrix.values(of: [tile.evidence(network.mode)] + tile.blocks)
    }

    /// A sample's evidence per class.
    func evidence(of sample: Int) -> ArraySlice<Float> { evidence(0, of: sample) }

    /// A block's evidence per class.
    func evidence(ofBlock block: Int, of sample: Int) -> ArraySlice<Float> {
        evidence(1 + block, of: sample)
    }

    private func evidence(_ part: Int, of sample: Int) -> ArraySlice<Float> {
        let classes = network.classes.count
        let first = (part * samples + sample) * classes
        return evidence[first..<first + classes]
    }

    /// Whether all evidence is numbers.
    var isFinite: Bool {
        // The largest bits without their sign: a loop that looks at several numbers at once.
        let largest = evidence.reduce(UInt32(0)) { max($0, $1.magnitude.bitPattern) }
        return largest < Float.infinity.bitPattern
    }
}
