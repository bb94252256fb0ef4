import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardInference
import OnwardNetworks

extension Answerer {
    /// Reads a model to ask it.
    ///
    /// - Parameters:
    ///   - path: what `Network.save` or a training run wrote.
    ///   - prediction: what decides; nil for the network's usual mode.
    ///   - earlyExit, threads, precision: see `init(snapshotOf:)`.
    ///   - catalog: where the model's layers, objective and preparation are looked up by name.
    public static func load(
        from path: String, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32,
        catalog: Catalog = .standard
    ) throws -> Answerer {
        try Answerer(
            owning: try Network.load(from: path, catalog: catalog), prediction: prediction,
            earlyExit: earlyExit, threads: threads, precision: precision)
    }
}
