import OnwardLayers

extension BlockPlan {
    /// Throws where an error would have to pass a layer that has no derivative.
    ///
    /// - Parameters:
    ///   - block: what was planned.
    ///   - number: the block's, counted from 1.
    func checkDerivatives(in block: Block, number: Int) throws(DerivativeError) {
        guard let trained else { return }
        let passed = places[trained].map { block.layers[$0] }
        guard let obstacle = passed.first(where: { !($0 is any Layer) }) else { return }
        throw DerivativeError(
            layer: obstacle.description, learner: passed[0].description, block: number)
    }
}
