import OnwardCompute
import OnwardLayers
import OnwardObjectives

/// A group of layers that learns alone, from its own loss.
///
/// One layer to a block is Mono-Forward or Forward-Forward; all layers in one block is
/// backpropagation; anything between is a block too. A block is described by value: what it
/// remembers is its `BlockState`, the room it works in is lent by the schedule as a `BlockFrame`.
public struct Block: Sendable {
    public var layers: [any Layer]

    public init(_ layers: [any Layer]) { self.layers = layers }

    /// `Block { Dense(1000, activation: .relu) }`
    public init(@ListBuilder<any Layer> _ layers: () -> [any Layer]) { self.layers = layers() }
}

extension BlockState {
    /// Runs the block on a batch; the output lies in `frame.output`.
    func forward(_ input: Matrix, in frame: BlockFrame, isTraining: Bool, engine: Engine) {
        if layers.isEmpty { frame.output.copy(from: input) }
        for index in layers.indices {
            regroupSamples(input, at: index, in: frame, engine: engine)
            layers[index].forward(
                ForwardPass(
                    engine: engine, parameters: parameters[index], buffers: buffers[index],
                    inputShape: plan.inputs[index], input: frame.input(of: index, input),
                    output: frame.outputs[index], cache: frame.caches[index],
                    isTraining: isTraining, random: random(ofLayer: index)))
        }
        regroupSamples(input, at: layers.count, in: frame, engine: engine)
        if let head {
            // evidence[N, C] = output[N, W] · head[C, W]ᵀ
            engine.multiply(frame.output, head.transposed, into: frame.evidence)
        }
    }

    /// One step of local learning; returns the batch's mean loss.
    ///
    /// The output that the next block receives is the one computed here, before the update, and
    /// no error leaves the block: neither for its input nor from anything above it.
    func learn(
        _ batch: Batch, from input: Matrix, in frame: BlockFrame, objective: any Objective,
        engine: Engine
    ) -> Double {
        forward(input, in: frame, isTraining: true, engine: engine)
        let loss = teach(objective, batch, in: frame, engine: engine)
        if loss.isFinite { backward(input, through: feedback, in: frame, engine: engine) }
        return loss
    }

    /// Lets the objective write the error on the evidence, or on the output without a head.
    func teach(
        _ objective: any Objective, _ batch: Batch, in frame: BlockFrame, engine: Engine
    ) -> Double {
        objective.teach(
            Lesson(
                engine: engine, work: head == nil ? frame.output : frame.evidence,
                labels: batch.labels, trueRows: batch.trueRows,
                error: head == nil ? frame.inputError(of: layers.count) : frame.evidenceError,
                losses: frame.losses))
    }

    /// Carries the objective's error down to the lowest layer that learns.
    ///
    /// - Parameter observe: shown the error on each layer's output once the layer has used it.
    func backward(
        _ input: Matrix, through feedback: FeedbackWeights, in frame: BlockFrame, engine: Engine,
        observe: ((_ layer: Int, _ error: Matrix) -> Void)? = nil
    ) {
        if head != nil {
            // headGradient[C, W] = evidenceErrorᵀ[C, N] · output[N, W]
            engine.multiply(
                frame.evidenceError.transposed, frame.output, into: frame.headGradient)
            if plan.trained != nil, let carrier = feedback.head {
                // error[N, W] = evidenceError[N, C] · carrier[C, W], the head where exact
                engine.multiply(
                    frame.evidenceError, carrier, into: frame.inputError(of: layers.count))
            }
        }
        guard let trained = plan.trained else { return }
        if !feedback.isDirect { regroupError(at: layers.count, in: frame, engine: engine) }
        for index in stride(from: trained.upperBound, through: trained.lowerBound, by: -1) {
            if feedback.isDirect {
                guard let direct = feedback.direct[index] else { continue }
                let (plain, shape) = (frame.plainError(above: index), plan.layers[index].output)
                engine.multiply(frame.evidenceError, direct, into: plain)
                if shape.lanes != 1 {
                    engine.regroup(
                        plain, shape.grouped(by: 1), into: frame.error(above: index),
                        lanes: shape.lanes)
                }
            }
            let passesOn = index > trained.lowerBound && !feedback.isDirect
            layers[index].backward(
                BackwardPass(
                    engine: engine, parameters: parameters[index],
                    carriers: feedback.carriers[index], gradients: frame.gradients[index],
                    inputShape: plan.inputs[index], input: frame.input(of: index, input),
                    output: frame.outputs[index], cache: frame.caches[index],
                    outputError: frame.error(above: index),
                    inputError: passesOn ? frame.inputError(of: index) : nil,
                    random: random(ofLayer: index)))
            if passesOn { regroupError(at: index, in: frame, engine: engine) }
            observe?(index, frame.error(above: index))
        }
    }

    /// Lays the samples that come to computing layer `index`, or to the block's output, as they
    /// are wanted there.
    private func regroupSamples(
        _ input: Matrix, at index: Int, in frame: BlockFrame, engine: Engine
    ) {
        guard plan.regroups(at: index) else { return }
        engine.regroup(
            index == 0 ? input : frame.outputs[index - 1], plan.arriving(at: index),
            into: frame.input(of: index, input), lanes: plan.inputs[index].lanes)
    }

    /// Lays the error that computing layer `index`, or what reads the block's output, has written
    /// as the layer below wants it.
    private func regroupError(at index: Int, in frame: BlockFrame, engine: Engine) {
        guard plan.regroups(at: index) else { return }
        let below = plan.arriving(at: index)
        engine.regroup(
            frame.inputError(of: index), below.grouped(by: plan.inputs[index].lanes),
            into: frame.error(above: index - 1), lanes: below.lanes)
    }
}
