import OnwardCompute

/// Where a block's layers want the channels of images to lie differently from their neighbours.
extension BlockState {
    /// Lays the samples that come to computing layer `index`, or to the block's output, as they
    /// are wanted there.
    func regroupSamples(
        _ input: Matrix, at index: Int, in frame: BlockFrame, engine: Engine
    ) {
        guard plan.regroups(at: index) else { return }
        engine.regroup(
            index == 0 ? input : frame.outputs[index - 1], plan.arriving(at: index),
            into: frame.input(of: index, input), lanes: plan.inputs[index].lanes)
    }

    /// Lays the error that computing layer `index`, or what reads the block's output, has written
    /// as the layer below wants it.
    func regroupError(at index: Int, in frame: BlockFrame, engine: Engine) {
        guard plan.regroups(at: index) else { return }
        let below = plan.arriving(at: index)
        engine.regroup(
            frame.inputError(of: index), below.grouped(by: plan.inputs[index].lanes),
            into: frame.error(above: index - 1), lanes: below.lanes)
    }

    /// Lays an error that came past the layers above as layer `index` puts its output out.
    func regroupDirectError(above index: Int, in frame: BlockFrame, engine: Engine) {
        let shape = plan.layers[index].output
        guard shape.lanes != 1 else { return }
        engine.regroup(
            frame.plainError(above: index), shape.grouped(by: 1), into: frame.error(above: index),
            lanes: shape.lanes)
    }
}
