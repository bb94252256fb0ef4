import OnwardData
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

    init(_ network: Network, _ trainer: Trainer, epochs: Int, loader: DataLoader) {
        objective = network.objective
        optimizer = trainer.optimizer
        learningRateSchedule = trainer.learningRateSchedule
        stepsPerEpoch = loader.batchesPerEpoch
        steps = trainer.schedule.steps(epochs: epochs, batchesPerEpoch: stepsPerEpoch)
    }

    /// The learning rate of a block's step, counted from 0.
    func rate(ofStep step: Int) -> Double {
        optimizer.learningRate
            * learningRateSchedule.factor(step: step, of: steps, stepsPerEpoch: stepsPerEpoch)
    }
}
