import Foundation
import OnwardLearning
import OnwardSafetensors
import OnwardSettings

/// A checkpoint of blocks that are shared out: every session writes its own blocks' file, and when all are
/// there the first of them writes the index that names the set.
///
/// So an index always names a whole set: whoever is killed before it is written leaves the set before.
extension Checkpoint {
    private struct Part: Codable {
        /// From the run's folder; nil where another session writes the same blocks.
        let file: String?
        let tensors: [String]
        let firstBlock: Int
        /// Stores of optimizer memory, per block.
        let stores: [Int]
    }

    /// To be called by all sessions, which stand at the same batch.
    func save(in folder: RunFolder, by place: SessionPlace) throws {
        let name = "\(folder.sets.lastPathComponent)/\(progress.round)-\(progress.batch)"
        let parts = try place.cohort.share(try write(name, in: folder, by: place))
        guard place.cohort.leads else { return }
        var stores = [Int](repeating: 0, count: network.states.count)
        var places: [String: String] = [:]
        for part in parts {
            guard let file = part.file else { continue }
            for (offset, count) in part.stores.enumerated() {
                stores[part.firstBlock + offset] = count
            }
            for tensor in part.tensors { places[tensor] = file }
        }
        try SafetensorsIndex.write(
            metadata: metadata(stores: stores), places: places, to: folder.checkpointIndex)
        try? FileManager.default.removeItem(at: folder.checkpointFile)
        folder.removeSets(but: name)
    }

    private func write(
        _ name: String, in folder: RunFolder, by place: SessionPlace
    ) throws -> Part {
        let range = place.blocks.blocks(of: network)
        let blocks = network.blocks[range]
        let tensors =
            blocks.flatMap { $0.tensors + $0.optimizerMemory } + (place.cohort.leads ? drawn : [])
        guard place.shard.index == 0 else {
            return Part(file: nil, tensors: [], firstBlock: range.lowerBound, stores: [])
        }
        try RunFolder.make(folder.url.appending(path: name))
        // As in tensors' names blocks are counted from 0.
        let file = "\(name)/blocks-\(range.lowerBound)-\(range.upperBound - 1).safetensors"
        try SafetensorsFile.write(
            tensors: tensors.map { ($0.name, $0.shape, $0.matrix) },
            to: folder.url.appending(path: file))
        return Part(
            file: file, tensors: tensors.map(\.name), firstBlock: range.lowerBound,
            stores: blocks.map(\.memoryCount))
    }
}
