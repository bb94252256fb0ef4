import OnwardData
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardOptimizers
import OnwardRecipes

/// One sample that a client teaches its copy, some times over.
struct CopyLesson: Sendable {
    let sample: SampleReader.Numbers
    /// The class that it is to be told as.
    let label: Int
    let times: Int

    /// On the copy's queue.
    ///
    /// Every block learns from its own loss alone, as it did when the model was trained, by the same
    /// optimizer at its first rate.
    ///
    /// - Returns: per time, each block's loss; nil for a block that did not learn.
    func teach(_ copy: ModelCopy) throws -> [[Double?]] {
        let name = copy.network.classes[label]
        var losses: [[Double?]] = []
        try copy.change("\(times) times it was taught that a sample is \(name)") { network in
            defer { copy.weighVotes() }
            try CopyLesson.trainer(for: copy.source.file).fit(
                network, on: sample.samples(of: network.input, label: label), epochs: times
            ) { losses.append($0.blockLoss) }
        }
        return losses
    }

    private static func trainer(for file: ModelFile) throws -> Trainer {
        Trainer(
            optimizer: try file.recipe?.trainer.optimizer ?? Adam(), batchSize: 1,
            learningRateSchedule: LearningRateSchedule(.constant), threads: 1)
    }
}
