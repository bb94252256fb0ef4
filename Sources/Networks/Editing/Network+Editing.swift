import OnwardCompute
import OnwardLayers
import OnwardSettings

/// Blocks learn alone, so they can be plugged and unplugged: an edit leaves the weights of all other
/// blocks as they are, to the bit, and blocks below it say what they said before.
///
/// Numbers are counted from 0, as `blocks` is; messages count from 1. Blocks above an edit get new
/// numbers, and with them other names in files; a reader, which knows them by number, is taken away, and
/// blocks vote by the objective's rule until a training weighs them again.
/// A network is not to be edited while a `TrainingSession` trains it.
///
/// - Reference: Gong, Li and Abdulla, *Mono-Forward*, 2025, §3.3.
extension Network {
    /// Puts a block, with its first weights, in place `index`; what stood there moves up.
    public func insert(_ block: Block, at index: Int) throws { try insert([block], at: index) }

    /// Puts blocks, with their first weights, in place `index` and those above it; what stood there
    /// moves up.
    ///
    /// The first weights are those that a block in this place begins with in a new network.
    ///
    /// - Throws: `ShapeError` where the block above cannot take what the new ones put out.
    package func insert(_ new: [Block], at index: Int) throws {
        guard let lowest = new.first else { return }
        var shape = try signalShape(into: index)
        if index == 0 { shape = try Network.shown(shape, to: lowest) }
        let states = try new.enumerated().map { offset, block in
            let place = index + offset
            let plan = try Network.plan(
                block, number: place + 1, input: shape, objective: objective,
                classes: classes.count)
            shape = plan.output
            return try BlockState(
                block, plan: plan, index: place, feedback: feedback, seed: seed, storage: storage)
        }
        if index < blocks.count {
            try blocks[index].check(
                takes: shape,
                remedy: """
                    insert a block that puts out \(blocks[index].plan.input), or remove block \
                    \(index + 1) and those above it first
                    """)
        }
        blocks.insert(contentsOf: states, at: index)
        blocksChanged()
    }

    /// Takes the block at `index` out; those above it move down.
    public func remove(at index: Int) throws { try remove(index..<index + 1) }

    /// Takes blocks out; those above them move down.
    ///
    /// - Throws: `ShapeError` where the block above cannot take what then comes from below.
    package func remove(_ range: Range<Int>) throws {
        try range.forEach(check)
        try SettingsError.require(
            range.count < blocks.count, "blocks to remove",
            "fewer than the network's \(blocks.count), as one must stay", got: "all of them")
        if range.upperBound < blocks.count {
            let above = blocks[range.upperBound]
            var shape = try signalShape(into: range.lowerBound)
            if range.lowerBound == 0 { shape = try Network.shown(shape, to: above.block) }
            try above.check(
                takes: shape,
                remedy: "remove block \(range.upperBound + 1) and those above it as well")
        }
        blocks.removeSubrange(range)
        blocksChanged()
    }

    /// Gives a block the weights that a new network has in its place; its next training begins anew.
    public func reinitialize(_ index: Int) throws {
        try check(index)
        let old = blocks[index]
        blocks[index] = try BlockState(
            old.block, plan: old.plan, index: index, feedback: feedback, seed: seed,
            storage: storage)
        blocks[index].isFrozen = old.isFrozen
        voteWeights = nil
    }

    /// Throws unless there is a block of this number.
    func check(_ index: Int) throws {
        try SettingsError.require(
            blocks.indices.contains(index), "block", "from 1 to \(blocks.count)", got: index + 1)
    }

    /// One sample's form as it comes to place `index`, which may be the one above all blocks.
    package func signalShape(into index: Int) throws -> Shape {
        try SettingsError.require(
            (0...blocks.count).contains(index), "the place of a block",
            "from 1 to \(blocks.count + 1)", got: index + 1)
        return index == 0 ? shownShape : blocks[index - 1].plan.output
    }

    /// What knew the blocks by number knows them no longer.
    private func blocksChanged() {
        for (index, block) in blocks.enumerated() { block.index = index }
        detachReader()
        voteWeights = nil
    }
}

extension BlockState {
    /// Throws unless the block, as it is, can be given samples of this form.
    fileprivate func check(takes shape: Shape, remedy: String) throws {
        guard shape != plan.input else { return }
        var error = ShapeError(
            block.layers.first?.description ?? "the head", expected: "\(plan.input)", got: shape,
            remedy: remedy)
        error.block = index + 1
        throw error
    }
}
