import Foundation
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardSafetensors
import OnwardSettings

/// Everything that resuming needs: weights, optimizer memory, step counters, the place in the data, sums
/// of the epoch under way, and the best result so far. In one safetensors file; where blocks are shared out,
/// in a file for each session's blocks and an index of them, which reads alike.
///
/// Random numbers are asked for by place, so the seed and the place are all their state.
package struct Checkpoint {
    package let network: Network
    package let recipe: Recipe
    package let progress: TrainingProgress
    package let best: BestEpoch?
    /// Of the last epoch that ended; nil before the first.
    package let loss: Double?
    package let environment: RunEnvironment
    /// The samples that are learned from, and the others; nil in a checkpoint of 0.1.0.
    package let samples: SampleRegister?
    /// What the session draws by the network's own state, and cannot draw again.
    let drawn: [NamedTensor]

    private struct State: Codable {
        let progress: TrainingProgress
        /// Per block, and for the reader: updates, and stores of optimizer memory.
        let steps: [Int]
        let stores: [Int]
        let best: BestEpoch?
        let loss: Double?
        let environment: RunEnvironment
    }

    init(
        network: Network, recipe: Recipe, progress: TrainingProgress, best: BestEpoch?,
        loss: Double?, environment: RunEnvironment, samples: SampleRegister?, drawn: [NamedTensor]
    ) {
        self.network = network
        self.recipe = recipe
        self.progress = progress
        self.best = best
        self.loss = loss
        self.environment = environment
        self.samples = samples
        self.drawn = drawn
    }

    /// - Parameter held: says which blocks of the network are to be here, while it has no numbers; nil for
    ///   all of them.
    package init(
        reading url: URL, held: ((Network, Recipe) throws -> Range<Int>)? = nil
    ) throws {
        let file = try SafetensorsIndex.open(url)
        guard let text = file.metadata["state"],
            let recipe = try file.metadata["recipe"].map({
                try JSONFields.decode(Recipe.self, from: $0)
            })
        else {
            throw file.metadata["network"] == nil
                ? FileError.foreignModel(file.path)
                : FileError(
                    .foreign, at: url, expected: "a checkpoint to resume from", got: "a model",
                    remedy: "give the checkpoint.safetensors of a run folder")
        }
        var blocks: Range<Int>?
        let network = try ModelFile.network(
            in: file, storage: recipe.storage, catalog: recipe.catalog,
            held: held.map { held in
                {
                    blocks = try held($0, recipe)
                    return blocks ?? $0.blocks.indices
                }
            })
        let state = try JSONFields.decode(State.self, from: text)
        guard state.steps.count == network.states.count, state.stores.count == state.steps.count,
            state.progress.blocks.count == network.blocks.count
        else {
            throw FileError.unreadableModel(
                file.path, "the state of other blocks than the network's")
        }
        for (index, block) in network.states.enumerated() {
            let isHere = block.isReader || blocks?.contains(block.index) ?? true
            block.restoreMemory(
                count: isHere ? state.stores[index] : 0, step: state.steps[index])
            for tensor in block.optimizerMemory {
                try file.read(tensor.name, shape: tensor.shape, into: tensor.matrix)
            }
        }
        self.init(
            network: network, recipe: recipe, progress: state.progress, best: state.best,
            loss: state.loss, environment: state.environment,
            samples: try ModelFile.samples(in: file),
            drawn: try file[TrainingSession.hardLabelsName].map {
                [NamedTensor($0.name, shape: $0.shape, matrix: try file.matrix($0.name))]
            } ?? [])
    }

    package func save(to url: URL) throws {
        let tensors = network.tensors + network.states.flatMap(\.optimizerMemory) + drawn
        try SafetensorsFile.write(
            tensors: tensors.map { ($0.name, $0.shape, $0.matrix) },
            metadata: metadata(stores: network.states.map(\.memoryCount)), to: url)
    }

    /// - Parameter stores: of optimizer memory, per block and for the reader.
    func metadata(stores: [Int]) throws -> [String: String] {
        var metadata = try ModelFile(network, recipe: recipe, samples: samples).metadata()
        metadata["state"] = try JSONFields.line(
            State(
                progress: progress, steps: network.states.map(\.step), stores: stores, best: best,
                loss: loss, environment: environment))
        return metadata
    }

    /// The recipe with other epochs.
    ///
    /// - Throws: where they are done already, or where blocks that have had theirs are frozen.
    func recipe(for epochs: Int?) throws -> Recipe {
        guard let epochs, epochs != recipe.run.epochs else { return recipe }
        guard recipe.learnsSimultaneously else {
            throw SettingsError(
                "epochs",
                expected: "the run's own \(recipe.run.epochs): its lower blocks have had theirs",
                got: epochs, remedy: "begin a new run")
        }
        try SettingsError.require(
            epochs >= progress.round, "epochs", "at least the \(progress.round) that are done",
            got: epochs)
        var recipe = recipe
        recipe.run.epochs = epochs
        return recipe
    }
}
