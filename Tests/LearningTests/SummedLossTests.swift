import OnwardCompute
import OnwardLayers
import OnwardObjectives
import Testing

@testable import OnwardNetworks

@Suite("Local learning is learning of the summed losses, stopped at every block's input")
struct SummedLossTests {
    private let engine = Engine(threads: 1)

    /// A network on one batch: what each block is given, and the gradients it learns by.
    private struct Lessons {
        var inputs: [Matrix] = []
        var gradients: [[Float]] = []
    }

    private func batch(_ network: Network) -> Batch {
        let rows = network.objective.readsHead ? 6 : 8
        let random = RandomSource(seed: 4, for: .test)
        let numbers = (0..<rows * network.shownShape.count).map { random.normal(at: $0) }
        return Batch(
            input: Signal(Matrix(numbers, columns: network.shownShape.count)),
            labels: Matrix((0..<6).map { Int32($0 % 3) }, columns: 1),
            trueRows: network.objective.readsHead ? 6 : 4)
    }

    private func workspace(_ network: Network) -> Workspace {
        Workspace(
            for: network.blocks.map(\.plan), rows: 8, learners: Array(network.blocks.indices),
            engine: engine)
    }

    private func lessons(_ network: Network) -> Lessons {
        let (batch, workspace) = (batch(network), workspace(network))
        var (lessons, signal) = (Lessons(), batch.input)
        for block in network.blocks {
            let frame = workspace.frame(ofBlock: block.index, rows: signal.rows)
            lessons.inputs.append(Matrix(signal.matrix.floats, columns: signal.matrix.columns))
            block.learn(
                batch, from: signal, in: frame, objective: network.objective, engine: engine)
            lessons.gradients.append(frame.gradientStore.floats)
            signal = Signal(frame.output)
        }
        return lessons
    }

    /// The sum of all blocks' losses, each block's input held as it was.
    private func summedLoss(_ network: Network, _ inputs: [Matrix]) -> Double {
        let (batch, workspace) = (batch(network), workspace(network))
        return network.blocks.reduce(0) { sum, block in
            let frame = workspace.frame(ofBlock: block.index, rows: batch.input.rows)
            block.forward(Signal(inputs[block.index]), in: frame, isTraining: true, engine: engine)
            block.teach(network.objective, batch, in: frame, engine: engine)
            return sum + engine.mean(of: frame.loss)
        }
    }

    private func networks() throws -> [Network] {
        let contrasts = [
            contrast(.mean), contrast(.sum), GoodnessContrast(),
            GoodnessContrast(
                .mean, threshold: .number(1.5), loss: .printed,
                presentation: contrast().presentation),
        ]
        let plain = try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 5
        ) {
            Block {
                Dense(7, activation: .gelu)
                Dense(6, activation: .gelu)
            }
            Block { Dense(5, activation: .gelu) }
        }
        return try contrasts.map { try contrastNetwork([[7, 6], [5], [4, 3]], $0) } + [plain]
    }

    @Test("Every block's gradient is that of the sum, by central differences")
    func agrees() throws {
        for network in try networks() {
            let lessons = lessons(network)
            for block in network.blocks {
                for slot in block.plan.slots {
                    let weights = BlockState.view(slot, in: block.store)
                    let gradients = lessons.gradients[block.index]
                    let ours = BlockState.view(
                        slot, in: Matrix(gradients, columns: gradients.count)
                    ).values(as: Float.self)
                    for place in stride(from: 0, to: weights.count, by: 5) {
                        let derivative = derivative(network, lessons.inputs, weights, place)
                        let gradient = Double(ours[place])
                        #expect(
                            abs(gradient - derivative) <= 0.01 * abs(derivative) + 1e-3,
                            "\(network.objective), block \(block.index + 1), \(slot.name) \(place)")
                    }
                }
            }
        }
    }

    private func derivative(
        _ network: Network, _ inputs: [Matrix], _ weights: Matrix, _ place: Int
    ) -> Double {
        let values = weights.floats
        func loss(_ change: Float) -> Double {
            var changed = values
            changed[place] += change
            weights.assign(changed)
            return summedLoss(network, inputs)
        }
        let step: Float = 1e-3
        defer { weights.assign(values) }
        return (loss(step) - loss(-step)) / Double(2 * step)
    }
}
