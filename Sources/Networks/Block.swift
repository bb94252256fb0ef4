import OnwardCompute
import OnwardLayers
import OnwardObjectives

/// A group of layers that learns alone, from its own loss.
///
/// One layer to a block is Mono-Forward or Forward-Forward; all layers in one block is
/// backpropagation; anything between is a block too. A block is described by value: what it
/// remembers is its `BlockState`, the room it works in is lent by the schedule as a `BlockFrame`.
public struct Block: Sendable {
    /// From the input up.
    public var layers: [any ForwardLayer]

    /// A block of a list of layers, from the input up.
    public init(_ layers: [any ForwardLayer]) { self.layers = layers }

    /// `Block { Dense(1000, activation: .relu) }`
    public init(@ListBuilder<any ForwardLayer> _ layers: () -> [any ForwardLayer]) {
        self.layers = layers()
    }
}

extension BlockState {
    /// Runs the block on a batch; the output lies in `frame.output`.
    ///
    /// - Parameter wantsEvidence: whether the head is run too, where there is one.
    package func forward(
        _ input: Signal, in frame: BlockFrame, isTraining: Bool, wantsEvidence: Bool = true,
        engine: Engine
    ) {
        frame.begin(input)
        let weights = weights(for: engine)
        for index in layers.indices {
            let pass = ForwardPass(
                engine: engine, parameters: weights.parameters[index], buffers: buffers[index],
                inputShape: plan.inputs[index],
                input: samples(for: index, of: input, in: frame, engine: engine),
                output: frame.outputs[index], cache: frame.caches[index],
                isTraining: isTraining, random: random(ofLayer: index))
            run(index, pass, in: frame)
        }
        putOut(input, in: frame, engine: engine)
        if let head = weights.head, wantsEvidence {
            // evidence[N, C] = output[N, W] · head[C, W]ᵀ
            engine.multiply(frame.output, head.transposed, into: frame.evidence)
        }
    }

    /// Local learning, but for the update: leaves the gradients and the loss in the frame.
    ///
    /// The output that the next block receives is the one computed here, before the update, and
    /// no error leaves the block: neither for its input nor from anything above it.
    ///
    /// - Parameter pairs: where an objective that contrasts counts its pairs (`Lesson.pairs`).
    package func learn(
        _ batch: Batch, from input: Signal, in frame: BlockFrame, objective: any Objective,
        pairs: Matrix? = nil, engine: Engine
    ) {
        forward(input, in: frame, isTraining: true, engine: engine)
        teach(objective, batch, in: frame, pairs: pairs, engine: engine)
        backward(
            batch, from: input, through: weights(for: engine).feedback, in: frame, engine: engine
        ) { layer, _ in
            gradientSums?.add(
                frame.gradients[layer], ofLayer: layer, times: batch.share, engine: engine)
        }
        gradientSums?.add(head: frame.headGradient, times: batch.share, engine: engine)
    }

    /// Lets the objective write the loss, and its error on the evidence, or on the output without a
    /// head.
    package func teach(
        _ objective: any Objective, _ batch: Batch, in frame: BlockFrame, pairs: Matrix? = nil,
        engine: Engine
    ) {
        objective.teach(
            Lesson(
                engine: engine, work: head == nil ? frame.output : frame.evidence,
                labels: batch.labels, trueRows: batch.trueRows,
                error: head == nil ? frame.inputError(of: layers.count) : frame.evidenceError,
                losses: frame.losses, loss: frame.loss, pairs: pairs,
                units: unitLesson(batch, in: frame),
                weights: batch.classWeights.map {
                    RowWeights(classes: $0, labels: batch.labels)
                }))
    }

    /// Carries the objective's error down to the lowest layer that learns.
    ///
    /// - Parameter observe: shown the error on each layer's output once the layer has used it.
    package func backward(
        _ batch: Batch, from input: Signal, through feedback: FeedbackWeights,
        in frame: BlockFrame, engine: Engine,
        observe: (_ layer: Int, _ error: Matrix) -> Void = { _, _ in }
    ) {
        if head != nil {
            // headGradient[C, W] = evidenceErrorᵀ[C, N] · output[N, W]
            engine.multiply(
                frame.evidenceError.transposed, frame.output, into: frame.headGradient)
        }
        guard let trained = plan.trained else { return }
        if let carrier = feedback.head {
            // error[N, W] = evidenceError[N, C] · carrier[C, W], the head where exact
            engine.multiply(frame.evidenceError, carrier, into: frame.inputError(of: layers.count))
        }
        if !feedback.isDirect { passError(below: layers.count, in: frame, engine: engine) }
        let parameters = weights(for: engine).parameters
        for index in stride(from: trained.upperBound, through: trained.lowerBound, by: -1) {
            if feedback.isDirect,
                !carryError(to: index, by: feedback, in: frame, engine: engine)
            {
                continue
            }
            let passesOn = index > trained.lowerBound && !feedback.isDirect
            let pass = BackwardPass(
                engine: engine, parameters: parameters[index],
                carriers: feedback.carriers[index], gradients: frame.gradients[index],
                inputShape: plan.inputs[index], input: frame.input(of: index, input.matrix),
                output: frame.outputs[index], cache: frame.caches[index],
                outputError: frame.error(above: index),
                inputError: passesOn ? frame.inputError(of: index) : nil,
                random: random(ofLayer: index), unitError: unitError(of: index, batch, in: frame))
            run(index, pass, in: frame)
            if passesOn { passError(below: index, in: frame, engine: engine) }
            observe(index, frame.error(above: index))
        }
    }
}
