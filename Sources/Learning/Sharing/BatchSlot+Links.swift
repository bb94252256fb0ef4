import OnwardCompute
import OnwardInference
import OnwardNetworks

/// Slots for a link to or from another session: one is filled while the other is on its way.
extension BatchSlot {
    private static let perLink = 2

    /// For what a block puts out of batches.
    ///
    /// - Parameter shards: of a batch, one of which each session loads.
    package static func forLearning(
        above index: Int, of network: Network, by trainer: Trainer, shards: Int
    ) -> [BatchSlot] {
        let samples = max(1, trainer.rowsAtOnce / shards)
        return slots(
            trainer.precision.storage, above: network.blocks[index],
            rows: Presenter.rows(of: samples, network.objective.presentation), samples: samples)
    }

    /// For what a block puts out of samples that the network is asked about.
    package static func forAsking(
        above index: Int, of network: Network, by trainer: Trainer
    ) -> [BatchSlot] {
        let largest = BlockRoom.largest(
            Question(network, modes: [.sum], precision: trainer.precision))
        return slots(
            largest.type, above: network.blocks[index], rows: largest.rows,
            samples: largest.samples)
    }

    private static func slots(
        _ type: ElementType, above block: BlockState, rows: Int, samples: Int
    ) -> [BatchSlot] {
        (0..<perLink).map { _ in
            BatchSlot(type, rows: rows, columns: block.plan.output.count, samples: samples)
        }
    }
}
