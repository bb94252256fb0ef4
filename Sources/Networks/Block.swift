import OnwardCompute
import OnwardLayers
import OnwardObjectives

/// A group of layers that learns alone, from its own loss.
///
/// One layer to a block is Mono-Forward or Forward-Forward; all layers in one block is
/// backpropagation; anything between is a block too. A block is described by value: what it
/// remembers is its `BlockState`, the room it works in is lent by the schedule as a `BlockFrame`.
package struct Block: Sendable {
    package var layers: [any ForwardLayer]

    package init(_ layers: [any ForwardLayer]) { self.layers = layers }

    /// `Block { Dense(1000, activation: .relu) }`
    package init(@ListBuilder<any ForwardLayer> _ layers: () -> [any ForwardLayer]) {
        self.layers = layers()
    }
}

extension BlockState {
    /// Runs the block on a batch; the output lies in `frame.output`.
    ///
    /// Rows that share their samples are handed up to the lowest layer with parameters, which
    /// writes the first matrix.
    ///
    /// - Parameter wantsEvidence: whether the head is run too, where there is one.
    package func forward(
        _ input: Signal, in frame: BlockFrame, isTraining: Bool, wantsEvidence: Bool = true,
        engine: Engine
    ) {
        if layers.isEmpty { frame.output.copy(from: input.matrix) }
        let weights = weights(for: engine)
        var shared = input.shared
        frame.shared = shared
        for index in layers.indices {
            regroupSamples(input.matrix, at: index, in: frame, engine: engine)
            let pass = ForwardPass(
                engine: engine, parameters: weights.parameters[index], buffers: buffers[index],
                inputShape: plan.inputs[index], input: frame.input(of: index, input.matrix),
                output: frame.outputs[index], cache: frame.caches[index],
                isTraining: isTraining, random: random(ofLayer: index))
            if let rows = shared {
                frame.shared = rows
                shared = sharedLayers[index].forward(rows, pass)
            } else {
                layers[index].forward(pass)
            }
        }
        regroupSamples(input.matrix, at: layers.count, in: frame, engine: engine)
        if let head = weights.head, wantsEvidence {
            // evidence[N, C] = output[N, W] · head[C, W]ᵀ
            engine.multiply(frame.output, head.transposed, into: frame.evidence)
        }
        // What passes through all blocks is to hold the weights of one.
        if !isTraining { evict() }
    }

    /// One step of local learning; returns the batch's mean loss.
    ///
    /// The output that the next block receives is the one computed here, before the update, and
    /// no error leaves the block: neither for its input nor from anything above it.
    package func learn(
        _ batch: Batch, from input: Signal, in frame: BlockFrame, objective: any Objective,
        engine: Engine
    ) -> Double {
        forward(input, in: frame, isTraining: true, engine: engine)
        let loss = teach(objective, batch, in: frame, engine: engine)
        if loss.isFinite {
            backward(
                batch, from: input, through: weights(for: engine).feedback, in: frame,
                engine: engine
            ) { layer, _ in
                gradientSums?.add(
                    frame.gradients[layer], ofLayer: layer, times: batch.share, engine: engine)
            }
            gradientSums?.endPart(
                head: frame.headGradient, times: batch.share, engine: engine)
        }
        return loss
    }

    /// Lets the objective write the error on the evidence, or on the output without a head.
    package func teach(
        _ objective: any Objective, _ batch: Batch, in frame: BlockFrame, engine: Engine
    ) -> Double {
        objective.teach(
            Lesson(
                engine: engine, work: head == nil ? frame.output : frame.evidence,
                labels: batch.labels, trueRows: batch.trueRows,
                error: head == nil ? frame.inputError(of: layers.count) : frame.evidenceError,
                losses: frame.losses, units: unitLesson(batch, in: frame)))
    }

    /// The units that the objective keeps something of, on true rows; nil where it does not.
    private func unitLesson(_ batch: Batch, in frame: BlockFrame) -> UnitLesson? {
        guard let units = plan.units else { return nil }
        let output = frame.outputs[units.layer].rows(0..<batch.trueRows)
        return UnitLesson(
            activity: output.reshaped(rows: output.count / units.count, columns: units.count),
            buffers: unitBuffers, error: frame.unitError)
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
            if plan.trained != nil, let carrier = feedback.head {
                // error[N, W] = evidenceError[N, C] · carrier[C, W], the head where exact
                engine.multiply(
                    frame.evidenceError, carrier, into: frame.inputError(of: layers.count))
            }
        }
        guard let trained = plan.trained else { return }
        let parameters = weights(for: engine).parameters
        if !feedback.isDirect { regroupError(at: layers.count, in: frame, engine: engine) }
        for index in stride(from: trained.upperBound, through: trained.lowerBound, by: -1) {
            if feedback.isDirect {
                guard let direct = feedback.direct[index] else { continue }
                engine.multiply(frame.evidenceError, direct, into: frame.plainError(above: index))
                regroupDirectError(above: index, in: frame, engine: engine)
            }
            let passesOn = index > trained.lowerBound && !feedback.isDirect
            let pass = BackwardPass(
                engine: engine, parameters: parameters[index],
                carriers: feedback.carriers[index], gradients: frame.gradients[index],
                inputShape: plan.inputs[index], input: frame.input(of: index, input.matrix),
                output: frame.outputs[index], cache: frame.caches[index],
                outputError: frame.error(above: index),
                inputError: passesOn ? frame.inputError(of: index) : nil,
                random: random(ofLayer: index),
                unitError: index == plan.units?.layer
                    ? UnitError(frame.unitError, samples: batch.trueRows) : nil)
            if index == trained.lowerBound, let rows = frame.shared {
                sharedLayers[index].backward(rows, pass)
            } else if let layer = differentiable[index] {
                layer.backward(pass)
            } else {
                preconditionFailure("\(layers[index]) was planned where an error passes")
            }
            if passesOn { regroupError(at: index, in: frame, engine: engine) }
            observe(index, frame.error(above: index))
        }
    }
}
