import Foundation
import OnwardCompute
import OnwardNetworks

extension TrainingSession {
    /// The angle between the error that the feedback carries and the exact one, on the output of
    /// every layer with parameters, bottom first; in degrees, on the round's last batch.
    ///
    /// 0 would be the gradient itself, 90 knows nothing of it. Nil where feedback is exact.
    func alignmentDegrees() -> [Double]? {
        guard network.feedback != .exact, progress.batch > 0 else { return nil }
        var (signal, degrees) = (source.batch.input, [Double]())
        for block in network.blocks[ownBlocks] {
            guard learners.contains(block.index) else {
                signal = stage.pass(signal, through: block)
                continue
            }
            let frame = stage.frame(of: block, rows: signal.rows)
            // Measuring leaves no trace in running statistics.
            let buffers = block.bufferStore.values(as: Float.self)
            block.forward(signal, in: frame, isTraining: true, engine: engine)
            block.bufferStore.assign(buffers)
            let weights = block.weights(for: engine)
            let exact = FeedbackWeights(exact: weights.parameters, head: weights.head)
            let truth = errors(of: block, signal, through: exact, in: frame)
            let carried = errors(of: block, signal, through: weights.feedback, in: frame)
            for index in carried.keys.sorted() {
                guard let (one, other) = truth[index].map({ ($0, carried[index] ?? []) }) else {
                    continue
                }
                degrees.append(TrainingSession.angle(one, other))
            }
            signal = Signal(frame.output)
            block.evict()
        }
        return degrees
    }

    /// The errors on the outputs of the layers with parameters.
    private func errors(
        of block: BlockState, _ signal: Signal, through feedback: FeedbackWeights,
        in frame: BlockFrame
    ) -> [Int: [Float]] {
        var errors: [Int: [Float]] = [:]
        // Anew for either way back, which overwrites the error on the output.
        let buffers = block.bufferStore.values(as: Float.self)
        block.teach(network.objective, source.batch, in: frame, engine: engine)
        block.bufferStore.assign(buffers)
        block.backward(source.batch, from: signal, through: feedback, in: frame, engine: engine) {
            layer, error in
            if !block.parameters[layer].isEmpty { errors[layer] = error.float32Values() }
        }
        return errors
    }

    private static func angle(_ first: [Float], _ second: [Float]) -> Double {
        var (along, one, other) = (0.0, 0.0, 0.0)
        for (x, y) in zip(first, second) {
            along += Double(x) * Double(y)
            one += Double(x) * Double(x)
            other += Double(y) * Double(y)
        }
        guard one > 0, other > 0 else { return 90 }
        return acos(max(-1, min(1, along / (one * other).squareRoot()))) * 180 / .pi
    }
}
