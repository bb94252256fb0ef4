import OnwardCompute
import OnwardInference
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers

/// How networks are trained in the tests of editing: every block has dropout, so that random
/// numbers by place matter.
enum ToyTraining {
    static func network(
        _ widths: [Int] = [12, 12, 12], feedback: Feedback = .exact
    ) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: 5, blocks: widths.map(block))
    }

    static func block(_ width: Int) -> Block {
        Block {
            Dense(width, activation: .relu)
            Dropout(0.1)
        }
    }

    static func trainer(_ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 20, schedule: schedule, threads: 1)
    }

    /// Trains for ten epochs.
    static func train(
        _ network: Network, _ schedule: any Schedule = Simultaneous(), blocks: [Int]? = nil
    ) throws {
        try trainer(schedule).fit(network, on: toySamples(96), epochs: 10, blocks: blocks)
    }

    static func trained(
        _ widths: [Int] = [12, 12, 12], _ schedule: any Schedule = Simultaneous()
    ) throws -> Network {
        let network = try network(widths)
        try train(network, schedule)
        return network
    }

    static func evaluation(_ network: Network, blocks: Int? = nil) throws -> Evaluation {
        try network.evaluate(on: toySamples(96), blocks: blocks, threads: 1)
    }
}
