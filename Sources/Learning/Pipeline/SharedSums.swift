import Synchronization

/// The sums of one block over a round, which the thread that is at the block writes and the
/// session's may read at any time; they agree with each other once the round has ended.
final class SharedSums: Sendable {
    private let loss = Atomic<UInt64>(0)
    private let correct = Atomic<Int>(0)
    private let samples = Atomic<Int>(0)
    private let rightPairs = Atomic<Int>(0)
    private let pairs = Atomic<Int>(0)

    var sums: TrainingProgress.BlockSums {
        get {
            var sums = TrainingProgress.BlockSums()
            sums.loss = Double(bitPattern: loss.load(ordering: .relaxed))
            sums.correct = correct.load(ordering: .relaxed)
            sums.samples = samples.load(ordering: .relaxed)
            sums.rightPairs = rightPairs.load(ordering: .relaxed)
            sums.pairs = pairs.load(ordering: .relaxed)
            return sums
        }
        set {
            loss.store(newValue.loss.bitPattern, ordering: .relaxed)
            correct.store(newValue.correct, ordering: .relaxed)
            samples.store(newValue.samples, ordering: .relaxed)
            rightPairs.store(newValue.rightPairs ?? 0, ordering: .relaxed)
            pairs.store(newValue.pairs ?? 0, ordering: .relaxed)
        }
    }
}
