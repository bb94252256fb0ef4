import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// Asks a network again and again, with all room made once.
///
/// It belongs to the thread that uses it, and to the blocks that the network has when it is made.
package final class Predictor {
    private let network: Network
    private let mode: PredictionMode
    private let examiner: Examiner
    private let labels: Matrix

    /// - Parameters:
    ///   - prediction: nil for the network's usual mode. The last block alone needs no other block's
    ///     head; one pass runs no block with a label.
    ///   - earlyExit: a confidence in 0…1 at which a sample leaves: the first block that is so sure
    ///     decides.
    ///   - batchSize: the most samples that are shown at once; fewer where each is shown with every
    ///     label.
    /// - Throws: `SettingsError` where the network cannot be asked so.
    package init(
        _ network: Network, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        batchSize: Int = 256, engine: Engine = Engine()
    ) throws {
        try SettingsError.require(batchSize >= 1, "batch size", "at least 1", got: batchSize)
        mode = try network.requiredMode(prediction)
        if let earlyExit { try network.check(earlyExit: earlyExit, mode: mode) }
        self.network = network
        examiner = Examiner(
            network, blocks: network.blocks.count, modes: [mode], everyBlock: false,
            confidence: earlyExit, most: batchSize, engine: engine)
        labels = Matrix(.int32, rows: examiner.samplesAtOnce, columns: 1)
    }

    /// The most samples that `evidence(for:)` takes.
    package var batchSize: Int { examiner.samplesAtOnce }

    /// What the network says about each sample, in order.
    package func predict(_ samples: Samples) throws -> [Prediction] {
        try network.check(samples)
        var predictions: [Prediction] = []
        examiner.examine(samples) { examination in
            let deciding = examination.evidence(mode)
            for row in 0..<deciding.rows {
                predictions.append(
                    Prediction(
                        deciding.rows(row..<row + 1).values(),
                        blockEvidence: examination.blocks.map {
                            $0.rows(row..<row + 1).values()
                        }, blocksUsed: examination.blocksUsed?[row], of: network))
            }
        }
        return predictions
    }

    /// The evidence that decides, for samples in memory.
    ///
    /// - Shapes: `input` [N, input.count] of float32 with N up to `batchSize`; the result [N, C],
    ///   a view that the next call overwrites.
    package func evidence(for input: Matrix) -> Matrix {
        precondition(
            input.rows <= batchSize && input.columns == network.input.count,
            "[\(input.rows), \(input.columns)] for batches of \(batchSize) × \(network.input.count)"
        )
        return examiner.examine(input, labels: labels.rows(0..<input.rows)).evidence(mode)
    }
}
