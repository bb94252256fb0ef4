import Foundation
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes

/// What a run does where several programs train its network.
extension TrainingRun {
    /// The blocks whose weights are here.
    package var ownBlocks: Range<Int> { place.blocks.blocks(of: network) }

    /// Throws, in all programs of a run, where they do not have alike what they must: first the recipe, of which
    /// the rest can be a consequence.
    static func requireSame(
        _ recipe: Recipe, _ dataset: Dataset, _ progress: TrainingProgress?,
        _ environment: RunEnvironment, on place: SessionPlace
    ) throws {
        guard place.cohort.count > 1 else { return }
        let values = recipe.values
        try place.cohort.require(
            Dictionary(uniqueKeysWithValues: values.keys.map { ($0, values[$0] ?? "") }))
        // Keys of samples are salted, so that they tell nothing; here by the same salt.
        let samples = try recipe.register(of: dataset, salt: 1).text
        var own = [
            "samples": "\(dataset.train.count + dataset.test.count) with hash "
                + String(TrainingRun.hash(samples), radix: 16),
            "place": progress.map { "round \($0.round), batch \($0.batch)" } ?? "the beginning",
            "version": environment.version,
            "library": environment.library,
            // What a processor chooses, where the recipe leaves it to that.
            "precision": environment.precision.rawValue,
        ]
        // Replicas make the same update each by itself.
        if place.shard.count > 1 {
            own["processor"] = environment.processor
            own["instruction set"] = Engine.instructionSet
        }
        try place.cohort.require(own)
    }

    /// FNV-1a.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// All of the model's tensors, where this program leads; a file holds them, so that memory need not.
    ///
    /// - Parameter own: those that are here.
    func gather(_ own: [NamedTensor]) throws -> [NamedTensor] {
        guard ownBlocks != network.blocks.indices else { return own }
        let owners = try place.cohort.share([ownBlocks.lowerBound, ownBlocks.upperBound])
        if place.cohort.leads, gathered == nil {
            gathered = try NetworkSpec(network).makeNetwork(
                storage: .files(in: folder.url))
        }
        let here = Dictionary(uniqueKeysWithValues: own.map { ($0.name, $0.matrix) })
        for block in network.blocks {
            // The first that has it: replicas have the same.
            let owner = owners.firstIndex { ($0[0]..<$0[1]).contains(block.index) } ?? 0
            let all = gathered?.blocks[block.index].tensors
            for (place, tensor) in block.tensors.enumerated() {
                try bring(
                    tensor, here[tensor.name], from: owner, into: all?[place].matrix)
            }
            gathered?.blocks[block.index].evict()
        }
        return gathered?.tensors ?? []
    }

    private func bring(
        _ tensor: NamedTensor, _ own: Matrix?, from owner: Int, into target: Matrix?
    ) throws {
        guard place.cohort.leads || place.cohort.index == owner else { return }
        let numbers =
            own.map { $0.isContiguous ? $0 : $0.rowByRow() }
            ?? Matrix(rows: tensor.matrix.rows, columns: tensor.matrix.columns)
        if owner != 0 { place.cohort.bring(numbers, from: owner) }
        target?.copy(from: numbers)
    }
}

extension Network {
    /// What a file keeps of some blocks; of all of them, with the reader.
    func tensors(of blocks: Range<Int>) -> [NamedTensor] {
        blocks == self.blocks.indices ? tensors : self.blocks[blocks].flatMap(\.tensors)
    }
}
