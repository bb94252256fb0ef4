import OnwardCompute
import OnwardNetworks
import OnwardSettings

/// What is asked of a network about every sample.
package struct Question {
    package let network: Network
    /// What is to be found out; the first mode decides over the label.
    let modes: [PredictionMode]
    /// Blocks that run, from the bottom.
    let blockCount: Int
    /// Where samples leave at the first block that is so sure of them; then the first mode alone is
    /// found out, and no block's evidence is kept.
    let confidence: Double?
    let precision: Precision
    /// How often each block's evidence counts in the sum: 0 for a block that has no say.
    package let votes: [Float]

    /// - Parameters:
    ///   - modes: what is to be found out, at least one; the first decides.
    ///   - blocks: how many blocks to run, from the bottom; nil for all of them.
    ///   - earlyExit: a confidence above 0, at most 1.
    ///   - votesByRule: whether the objective says which blocks have a say, whatever validation
    ///     samples told.
    package init(
        _ network: Network, modes: [PredictionMode], blocks: Int? = nil, earlyExit: Double? = nil,
        precision: Precision = .float32, votesByRule: Bool = false
    ) {
        precondition(!modes.isEmpty, "a question that asks nothing")
        self.network = network
        self.modes = modes
        self.precision = precision
        blockCount = blocks ?? network.blocks.count
        let count = max(blockCount, 0)
        let weights = votesByRule ? nil : network.voteWeights
        votes =
            weights?.prefix(count).map { Float($0) }
            ?? (0..<count).map { network.objective.hasSay(block: $0, of: count) ? 1 : 0 }
        confidence = earlyExit
    }

    /// Throws where the network cannot be asked so.
    func validate() throws {
        try precision.validate()
        try SettingsError.require(
            (1...network.blocks.count).contains(blockCount), "blocks to ask",
            "from 1 to \(network.blocks.count)", got: blockCount)
        for mode in modes { _ = try network.requiredMode(mode) }
        guard let confidence else { return }
        try SettingsError.require(
            confidence > 0 && confidence <= 1, "early exit", "a confidence above 0, at most 1",
            got: confidence)
        try SettingsError.require(
            !modes.contains(.onePass), "early exit", "left out where the reader predicts",
            got: confidence)
    }

    var mode: PredictionMode { modes[0] }

    /// Whether blocks are asked, and not the reader alone.
    var asksBlocks: Bool { modes.contains { $0 != .onePass } }

    /// Whether samples are shown with every label in turn.
    var showsLabels: Bool { asksBlocks && network.objective.presentation != .plain }

    /// Rows that a block sees of one sample.
    var copies: Int { showsLabels ? network.classes.count : 1 }

    /// What outputs of blocks are stored as: goodness often differs between two labels by less than
    /// rounded outputs would change it.
    var signal: ElementType {
        network.objective.presentation == .plain ? precision.storage : .float32
    }

    /// Whether a single sample is work enough for several threads: so many multiplications that the
    /// time to wake another one up is little beside them.
    var occupiesSeveralThreads: Bool {
        let each = network.blocks.prefix(blockCount).reduce(0) { $0 + $1.plan.multiplications }
        return each * copies >= 1 << 19
    }

    /// Rows of the least product.
    static let leastRows = 4

    /// Numbers of samples that may be computed together, the least first and each four times the one
    /// before.
    ///
    /// Four rows cost a processor no more than one where reading the weights is all the work; where a
    /// sample is many rows or an image, it is computed alone; in bfloat16 there are two, because a
    /// product of one row is summed in another order than one of more. In float32 only the product
    /// that a sample's rows share has one row, and is given four.
    var tileHeights: [Int] {
        let isFlat = network.blocks.prefix(blockCount).allSatisfy {
            $0.plan.input.dimensions.count == 1
        }
        let isRounded = precision.storage == .bfloat16
        let least = isFlat && copies == 1 ? Question.leastRows : isRounded ? 2 : 1
        // Weights in files are read anew for every tile.
        let most = network.storage.folder == nil ? 64 : 256
        let all = sequence(first: least) { $0 * 4 }.prefix { $0 <= most }
        return all.filter { $0 == least || $0 * copies <= 10 * most }
    }
}
