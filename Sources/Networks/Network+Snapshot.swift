extension Network {
    /// A network that says what this one says now and shares nothing with it: a copy of the weights,
    /// in memory, and of what layers and the objective keep; to be asked, not trained.
    package func snapshot() throws -> Network {
        let copy = try Network(
            input: input, classes: classes, preparation: preparation, objective: objective,
            seed: seed, storage: .memory.planned, blocks: blocks.map(\.block))
        if let reader { try copy.attachReader(to: reader.blocks) }
        (copy.voteWeights, copy.temperatures) = (voteWeights, temperatures)
        for (own, copied) in zip(weights, copy.weights) {
            copied.matrix.copy(from: own.matrix)
            own.matrix.evict()
        }
        return copy
    }
}
