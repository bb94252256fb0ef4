import OnwardCompute

/// Where a block's layers want the channels of images to lie differently from their neighbours.
extension BlockState {
    /// The samples that come to computing layer `index`, laid as it wants them.
    func samples(
        for index: Int, of input: Signal, in frame: BlockFrame, engine: Engine
    ) -> Matrix {
        let samples = frame.input(of: index, input.matrix)
        if plan.regroups(at: index) {
            engine.regroup(
                index == 0 ? input.matrix : frame.outputs[index - 1], plan.arriving(at: index),
                into: samples, lanes: plan.inputs[index].lanes)
        }
        return samples
    }

    /// Lays the block's output, once its layers have run, as others read it.
    func putOut(_ input: Signal, in frame: BlockFrame, engine: Engine) {
        if layers.isEmpty { frame.output.copy(from: input.matrix) }
        _ = samples(for: layers.count, of: input, in: frame, engine: engine)
    }

    /// Lays the error that computing layer `index`, or what reads the block's output, has written
    /// as the layer below wants it.
    func passError(below index: Int, in frame: BlockFrame, engine: Engine) {
        guard plan.regroups(at: index) else { return }
        let below = plan.arriving(at: index)
        engine.regroup(
            frame.inputError(of: index), below.grouped(by: plan.inputs[index].lanes),
            into: frame.error(above: index - 1), lanes: below.lanes)
    }

    /// Carries the evidence's error past the layers above straight to layer `index`; returns false
    /// where that learns nothing.
    func carryError(
        to index: Int, by feedback: FeedbackWeights, in frame: BlockFrame, engine: Engine
    ) -> Bool {
        guard let direct = feedback.direct[index] else { return false }
        engine.multiply(frame.evidenceError, direct, into: frame.plainError(above: index))
        let shape = plan.layers[index].output
        if shape.lanes != 1 {
            engine.regroup(
                frame.plainError(above: index), shape.grouped(by: 1),
                into: frame.error(above: index), lanes: shape.lanes)
        }
        return true
    }
}
