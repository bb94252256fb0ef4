import OnwardLayers
import OnwardSettings

extension BlockPlan {
    /// Throws where an error would have to pass a layer that has no derivative.
    ///
    /// - Parameters:
    ///   - block: what was planned.
    ///   - number: the block's, counted from 1.
    func checkDerivatives(in block: Block, number: Int) throws(SettingsError) {
        guard let trained else { return }
        let passed = places[trained].map { block.layers[$0] }
        guard let obstacle = passed.first(where: { !($0 is any Layer) }) else { return }
        throw SettingsError(
            "network",
            expected: "free of layers without a derivative above what a block trains",
            got: "\(obstacle) above \(passed[0]) in block \(number)",
            remedy: "begin a block with it, below everything that the block trains (with "
                + "backpropagation, which has one block, below everything that is trained at all)")
    }
}
