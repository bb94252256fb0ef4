import Foundation
import OnwardCompute
import OnwardModels
import OnwardNetworks

/// A network as it was when it was the best, in memory until it is time to write it: epochs can be much
/// shorter than writing a file takes.
package struct KeptModel {
    /// Whether a network is small enough to be held twice; larger ones are written when they are found.
    static func mayWait(_ network: Network) -> Bool {
        network.states.reduce(0) { $0 + $1.weightBytes } <= 16 << 20
    }

    let tensors: [NamedTensor]
    let votes: [Double]?
    package let record: TrainingRecord

    /// - Parameter blocks: those whose weights are here; nil for all.
    package init(_ network: Network, blocks: Range<Int>? = nil, _ record: TrainingRecord) {
        tensors = network.tensors(of: blocks ?? network.blocks.indices).map { tensor in
            let copy = Matrix(
                tensor.matrix.elementType, rows: tensor.matrix.rows, columns: tensor.matrix.columns)
            copy.copy(from: tensor.matrix)
            return NamedTensor(tensor.name, shape: tensor.shape, matrix: copy)
        }
        votes = network.voteWeights
        self.record = record
    }

    /// Gives the weights back to the network that they were taken from.
    package func restore(to network: Network) {
        for (kept, own) in zip(tensors, network.tensors) { own.matrix.copy(from: kept.matrix) }
        network.voteWeights = votes
    }
}
