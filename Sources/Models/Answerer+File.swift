import Foundation
import OnwardCompute
import OnwardInference

extension Answerer {
    /// Reads a model to ask it.
    ///
    /// - Parameters:
    ///   - path: what `Network.save` or a training run wrote.
    ///   - prediction: what decides; nil for the network's usual mode.
    ///   - earlyExit, threads, precision: see `init(snapshotOf:)`.
    package convenience init(
        contentsOf path: String, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32
    ) throws {
        try self.init(
            owning: try ModelFile(reading: URL(fileURLWithPath: path)).network,
            prediction: prediction, earlyExit: earlyExit, threads: threads, precision: precision)
    }
}
