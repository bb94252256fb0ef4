import COnward
import OnwardLearning
import OnwardModels

/// Tells a caller how a training goes, and asks whether it is to go on.
final class Listener {
    private let call: onward_listener?
    private let context: UnsafeMutableRawPointer?
    private let mask: SignalMask
    /// Epochs of the training, and batches of each.
    private let epochs: Int
    private let batches: Int
    private let isStopped: () -> Bool
    private var hasEnded = false
    private var last = ContinuousClock.now

    /// Between two calls within an epoch, at least.
    private static let interval = Duration.milliseconds(50)

    /// - Parameters:
    ///   - mask: lifted while the caller is told, so that signals reach it.
    ///   - isStopped: asked before every batch.
    init(
        _ call: onward_listener?, _ context: UnsafeMutableRawPointer?, _ mask: SignalMask,
        epochs: Int, batches: Int, isStopped: @escaping () -> Bool
    ) {
        self.call = call
        self.context = context
        self.mask = mask
        self.epochs = epochs
        self.batches = batches
        self.isStopped = isStopped
    }

    func goesOn(_ progress: TrainingProgress) -> Bool {
        guard !hasEnded && !isStopped() else { return false }
        let now = ContinuousClock.now
        guard now - last >= Listener.interval else { return true }
        last = now
        tell(epoch: progress.round + 1, batch: progress.batch, metrics: nil)
        return !hasEnded
    }

    func hear(_ report: EpochReport) throws {
        let metrics = try JSONFields.line(report)
        metrics.withCString { tell(epoch: report.epoch, batch: batches, metrics: $0) }
    }

    private func tell(epoch: Int, batch: Int, metrics: UnsafePointer<CChar>?) {
        var progress = onward_progress(
            epoch: epoch, epochs: epochs, batch: batch, batches: batches, metrics: metrics)
        let answer = mask.lifted { call?(context, &progress) }
        if answer ?? 0 != 0 { hasEnded = true }
    }
}
