import OnwardCompute
import OnwardLayers

/// One layer of a block at work, in whatever form its samples come.
extension BlockState {
    /// Runs a layer forward.
    ///
    /// Rows that share their samples are handed up to the lowest layer with parameters, which
    /// writes the first matrix.
    func run(_ index: Int, _ pass: ForwardPass, in frame: BlockFrame) {
        guard let rows = frame.arriving else { return layers[index].forward(pass) }
        frame.shared = rows
        frame.arriving = sharedLayers[index].forward(rows, pass)
    }

    /// Runs a layer's way back.
    func run(_ index: Int, _ pass: BackwardPass, in frame: BlockFrame) {
        if index == plan.trained?.lowerBound, let rows = frame.shared {
            sharedLayers[index].backward(rows, pass)
        } else if let layer = differentiable[index] {
            layer.backward(pass)
        } else {
            preconditionFailure("\(layers[index]) was planned where an error passes")
        }
    }

    /// Runs the block as in evaluation; returns what it passes on.
    ///
    /// Afterwards weights that lie in a file take no memory: what passes through all blocks is to
    /// hold the weights of one.
    package func pass(
        _ input: Signal, in frame: BlockFrame, wantsEvidence: Bool = false, engine: Engine
    ) -> Signal {
        forward(
            input, in: frame, isTraining: false, wantsEvidence: wantsEvidence, engine: engine)
        evict()
        return Signal(frame.output)
    }
}
