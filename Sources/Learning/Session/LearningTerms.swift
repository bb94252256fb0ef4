import OnwardData
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers

/// What is the same for every block that learns, wherever it does.
struct LearningTerms: Sendable {
    let objective: any Objective
    let optimizer: any Optimizer
    let learningRateSchedule: LearningRateSchedule
    /// Steps that one block makes in the whole training, and in an epoch.
    let steps: Int
    let stepsPerEpoch: Int
    /// Whether a batch is learned from in parts, whose gradients are summed up.
    let sumsGradients: Bool
    /// What makes the gradients of replicas one.
    let exchange: any GradientExchange

    init(
        _ network: Network, _ trainer: Trainer, epochs: Int, samples: Int,
        exchange: any GradientExchange
    ) {
        self.exchange = exchange
        objective = network.objective
        optimizer = trainer.optimizer
        learningRateSchedule = trainer.learningRateSchedule
        stepsPerEpoch = (samples + trainer.batchSize - 1) / trainer.batchSize
        sumsGradients = trainer.gradientAccumulation > 1
        steps = trainer.schedule.steps(epochs: epochs, batchesPerEpoch: stepsPerEpoch)
    }

    /// The learning rate of a block's step, counted from 0.
    func rate(ofStep step: Int) -> Double {
        optimizer.learningRate
            * learningRateSchedule.factor(step: step, of: steps, stepsPerEpoch: stepsPerEpoch)
    }
}
