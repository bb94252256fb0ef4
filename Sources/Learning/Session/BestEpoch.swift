/// The epoch whose model is kept: the best by validation accuracy, of those the one with the lowest
/// validation loss, and of those the last.
package struct BestEpoch: Codable, Sendable, Equatable {
    /// Counted from 1.
    package let epoch: Int
    package let accuracy: Double
    /// Nil where it was no number, and in files of 0.1.0.
    package let loss: Double?
    /// The first epoch that was as accurate; nil in files of 0.1.0, which kept that one.
    private let first: Int?

    /// The epoch since which no accuracy was better: what patience counts from.
    package var accurateSince: Int { first ?? epoch }

    /// Whether so many epochs, the last of them this one, were no better; never for nil.
    package func hasRunOut(of patience: Int?, by epoch: Int) -> Bool {
        patience.map { epoch - accurateSince >= $0 } ?? false
    }

    /// An epoch that is to be kept in place of the best one before it.
    ///
    /// - Returns: nil where it is not, or nothing was validated.
    package init?(_ report: EpochReport, after best: BestEpoch?) {
        guard let accuracy = report.validationAccuracy else { return nil }
        var first = report.epoch
        if let best {
            guard accuracy >= best.accuracy else { return nil }
            if accuracy == best.accuracy {
                guard (report.validationLoss ?? .infinity) <= (best.loss ?? .infinity) else {
                    return nil
                }
                first = best.accurateSince
            }
        }
        epoch = report.epoch
        self.accuracy = accuracy
        loss = report.validationLoss
        self.first = first
    }
}
