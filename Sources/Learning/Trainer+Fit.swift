import OnwardData
import OnwardNetworks

extension Trainer {
    /// Trains to the end and reports every epoch.
    ///
    /// - Parameter blocks: numbers of the blocks to train, counted from 0; nil for all that are not
    ///   frozen. The others run forward and hold weights alone. None, `[]`, lets the network's
    ///   reader learn alone.
    public func fit(
        _ network: Network, on samples: Samples, epochs: Int, blocks: [Int]? = nil,
        validation: Samples? = nil,
        report: (EpochReport) throws -> Void = { _ in }
    ) throws {
        let session = try TrainingSession(
            network, trainer: self, samples: samples, validation: validation, epochs: epochs,
            blocks: blocks)
        _ = try session.run(onEpoch: report)
    }
}
