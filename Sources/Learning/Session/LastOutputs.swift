import OnwardCompute
import OnwardNetworks

/// What blocks put out for a round's last batch, as in evaluation.
struct LastOutputs: Codable {
    let rows: Int
    /// The lowest of the blocks that are told of.
    let first: Int
    /// Per block from there on, the share of output units that never fire.
    let deadUnits: [Double]
    /// Per block from there on, see `Engine.effectiveRank`.
    let effectiveRank: [Double]
    /// See `EpochSigns`.
    let labelEffect: Double?

    func deadUnits(ofBlock index: Int) -> Double? {
        deadUnits.indices.contains(index - first) ? deadUnits[index - first] : nil
    }
}

extension TrainingSession {
    /// Nil where the objective reads a head.
    func lastOutputs() -> LastOutputs? {
        guard !network.objective.readsHead, progress.batch > 0 else { return nil }
        var (signal, effect) = (source.batch.input, Double?.none)
        var (shares, ranks) = ([Double](), [Double]())
        for block in network.blocks[ownBlocks] {
            signal = stage.pass(signal, through: block)
            if block.index == 0 { effect = labelEffect(on: signal.matrix) }
            shares.append(engine.silentShare(of: signal.matrix))
            ranks.append(engine.effectiveRank(of: signal.matrix))
        }
        return LastOutputs(
            rows: signal.rows, first: ownBlocks.lowerBound, deadUnits: shares,
            effectiveRank: ranks, labelEffect: effect)
    }

    /// The distance of the lowest block's outputs for a sample with its own label and with a wrong
    /// one, by their length; nil where pairs differ by more than the label, or nothing fires.
    private func labelEffect(on output: Matrix) -> Double? {
        guard
            case .contrast(let embedding, let negatives, .paired) = network.objective.presentation,
            embedding.form != .none, negatives.changesLabelOnly
        else { return nil }
        let numbers = output.float32Values()
        let half = numbers.count / 2
        var (apart, length) = (0.0, 0.0)
        for place in 0..<half {
            let (one, other) = (Double(numbers[place]), Double(numbers[place + half]))
            apart += (one - other) * (one - other)
            length += one * one + other * other
        }
        return length > 0 ? (2 * apart / length).squareRoot() : nil
    }
}
