import Foundation
import OnwardData
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardSafetensors

/// What a run writes down, and when.
extension TrainingRun {
    /// Writes the recipe as it was settled, and above it what it says of the network that is not so.
    func writeRecipe() throws {
        let comments = networkNotes.map { "# \($0)\n" }.joined()
        try AtomicFile.write(Data((comments + (try recipe.yaml)).utf8), to: folder.recipe)
    }

    /// Takes in an epoch that has ended.
    func take(_ report: EpochReport) throws {
        (lastLoss, isSaved) = (report.loss, false)
        if place.cohort.leads { try MetricsFile(url: folder.metrics).append(report) }
        let isDue = try place.cohort.lead(
            lastSaved.map { .now - $0 >= TrainingRun.interval } ?? true)
        if keepsBest, let better = BestEpoch(report, after: best) {
            best = better
            if isDue || !KeptModel.mayWait(network) {
                kept = nil
                try writeModel()
            } else {
                kept = KeptModel(network, blocks: ownBlocks, record)
            }
        }
        if isDue { try save() }
    }

    /// Between two writings of model and checkpoint, at least.
    private static let interval = Duration.seconds(1)

    /// Writes the best model, unless its file holds it, and then what the run goes on from.
    func save() throws {
        try saveKept()
        if place.cohort.leads { try MetricsFile(url: folder.metrics).settle() }
        let checkpoint = Checkpoint(
            network: network, recipe: recipe, progress: try session.sharedProgress(), best: best,
            loss: lastLoss, environment: environment, samples: samples, drawn: session.drawn)
        if place.cohort.count > 1 {
            try checkpoint.save(in: folder, by: place)
        } else {
            try checkpoint.save(to: folder.checkpointFile)
            folder.removeSets(but: nil)
        }
        (lastSaved, isSaved) = (.now, true)
    }

    private func saveKept() throws {
        if let kept { try write(kept.tensors, votes: kept.votes, kept.record) }
        kept = nil
    }

    /// Writes the model as it is now.
    func writeModel() throws {
        try write(network.tensors(of: ownBlocks), votes: network.voteWeights, record)
    }

    /// Writes a model of which this program has some blocks.
    ///
    /// - Parameter tensors: of these blocks, and of the reader, where there is one.
    private func write(
        _ tensors: [NamedTensor], votes: [Double]?, _ record: TrainingRecord?
    ) throws {
        let all = try gather(tensors)
        guard place.cohort.leads else { return }
        try modelFile(network, record).save(tensors: all, votes: votes, to: folder.model)
    }

    private func modelFile(_ network: Network, _ record: TrainingRecord?) throws -> ModelFile {
        try ModelFile(network, recipe: recipe.withoutPaths, record: record, samples: samples)
    }

    private var record: TrainingRecord {
        TrainingRecord(
            epochs: session.round, steps: network.blocks.map(\.step), loss: lastLoss,
            validationAccuracy: best?.epoch == session.round ? best?.accuracy : nil)
    }

    /// After a training came to nothing: the model's file is the best so far, or else the last that
    /// the run could have gone on from.
    func keepLastGood() throws {
        // A team writes together or not at all, and the others have not come here.
        guard place.cohort.count == 1 else { return }
        try saveKept()
        guard best == nil, FileManager.default.fileExists(atPath: folder.checkpoint.path) else {
            return
        }
        let checkpoint = try Checkpoint(reading: folder.checkpoint)
        let record = TrainingRecord(
            epochs: checkpoint.progress.round, steps: checkpoint.network.blocks.map(\.step),
            loss: checkpoint.loss, validationAccuracy: nil)
        try modelFile(checkpoint.network, record).save(to: folder.model)
    }

    /// Judges the model that the run keeps on the test samples: the one use of them. Of a team, the first
    /// does, and tells the others.
    func summarize() throws -> RunSummary? {
        let summary = place.cohort.leads ? try judge(gathered ?? network) : nil
        return try place.cohort.lead(summary)
    }

    private func judge(_ network: Network) throws -> RunSummary {
        let file = try SafetensorsFile(reading: folder.model)
        try ModelFile.read(file, into: network)
        let trainer = session.trainer
        if let validation = session.validation, network.temperatures == nil {
            try network.fitTemperatures(
                on: validation, threads: trainer.threads, precision: trainer.precision)
            if network.temperatures != nil {
                let record = try file.metadata["record"].map {
                    try JSONFields.decode(TrainingRecord.self, from: $0)
                }
                try modelFile(network, record).save(to: folder.model)
            }
        }
        evaluation =
            network.predictionModes.isEmpty
            ? nil
            : try network.examine(
                on: dataset.test, prediction: trainer.prediction, threads: trainer.threads,
                precision: trainer.precision)
        let summary = RunSummary(
            recipe: recipe,
            blocks: network.blocks.map { state in
                state.block.layers.map(\.description).joined(separator: ",")
            }, parameters: network.parameterCount, votes: network.voteWeights,
            evaluation: evaluation, progress: session.progress, environment: environment,
            best: best, endedByPatience: progress.round < rounds, stepShares: parts.shares,
            plan: plan)
        try AtomicFile.write(Data(try summary.json.utf8), to: folder.summary)
        return summary
    }
}
