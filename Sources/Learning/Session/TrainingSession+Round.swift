import OnwardNetworks

/// What a schedule is given of a session.
extension TrainingSession: TrainingRound {
    package var round: Int { progress.round }

    package var batchesPerEpoch: Int { terms.stepsPerEpoch }

    package func nextBatch() -> Int? { hasNextBatch ? progress.batch : nil }

    package func parts(ofBatch number: Int) -> Range<Int> { source.parts(ofBatch: number) }

    package func load(_ part: Int, ofEpoch epoch: Int, through index: Int) throws -> Signal {
        var signal = try load(part, ofEpoch: epoch)
        let order = source.loader.order(ofBatch: part)
        if let kept = frozen.gather(order, through: index, on: engine) { return Signal(kept) }
        for below in ownBlocks.lowerBound..<index {
            signal = stage.pass(signal, through: network.blocks[below])
        }
        return signal
    }

    /// Loads a part of a batch and presents it; returns what the lowest block sees.
    func load(_ part: Int, ofEpoch epoch: Int) throws -> Signal {
        try prepareHardLabels(epoch: epoch)
        try engine.metered(.data) { try source.load(part, ofEpoch: epoch) }
        return source.batch.input
    }

    package func learn(_ index: Int, from signal: Signal) throws -> Signal {
        let block = network.blocks[index]
        var output = signal
        if learns[index] {
            learned = index + 1
            output = stage.learn(
                block, from: signal, of: source.batch, number: progress.batch,
                into: tallies[index])
            if tallies[index].isDue { try look() }
        } else {
            output = stage.pass(signal, through: block)
        }
        if index == ownBlocks.upperBound - 1, let above = place.above {
            guard above.waitForRoom(), let slot = above.slotToFill else {
                throw TrainingError.leftAlone(by: "above")
            }
            slot.fill(source.number, output.matrix, of: source.batch)
            above.send()
        }
        return output
    }

    package func steps(ofBlock index: Int) -> Int { network.blocks[index].step }

    /// Ends a batch; the reader learns from those that the highest learner has learned from.
    package func finishBatch() throws {
        if learned == span.upperBound { try teachReader() }
        learned = 0
        progress.batch += 1
        progress.samples += source.wholeCount
        progress.roundSamples += source.wholeCount
    }

    /// Outputs of the blocks below are kept instead of computed again where they fit the budget.
    package func retire(below index: Int) {
        guard place.below == nil, frozen.blocks < index else { return }
        for block in network.blocks[..<index] { block.releaseMemory() }
        frozen.advance(
            to: index, width: network.blocks[index].plan.input.count,
            pass: { stage.pass(Signal($0), through: network.blocks[$1]).matrix },
            engine: engine)
    }
}
