import OnwardCompute
import OnwardData
import OnwardNetworks

/// Which schedule, and which split of the threads, trains a network fastest on this machine.
///
/// A network that is thrown away learns from some batches under each, so nothing of it is left in
/// the one that is trained. Schedules differ in the threads that work on one product, hence in
/// rounding: for the same bits again, train by the schedule that was chosen.
package struct ScheduleChoice: Sendable {
    package struct Candidate: Sendable {
        package let schedule: any Schedule
        /// From the first batch to when the last has left all blocks.
        package let samplesPerSecond: Double
    }

    /// What was measured; empty where there is one way only, or too little to train for others to
    /// pay.
    package let candidates: [Candidate]
    /// The fastest of them, or else `Simultaneous`.
    package let schedule: any Schedule

    /// Batches of an epoch of the measurement, and how many there are; the first is not counted.
    private static let (batches, epochs) = (32, 3)
    /// A training with fewer steps or operations ends before a measurement pays.
    private static let (leastSteps, leastOperations) = (2000, 2e11)

    /// - Parameters:
    ///   - trainer: how the network is to be trained, but for the schedule.
    ///   - samples: that it is to be trained on for `epochs` epochs.
    ///   - network: makes a network to measure with.
    package init(
        trainer: Trainer, samples: Samples, epochs: Int, network: () throws -> Network
    ) throws {
        try trainer.validate()
        let steps = epochs * ((samples.count + trainer.batchSize - 1) / trainer.batchSize)
        let operations = try 6 * Double(network().parameterCount) * Double(samples.count * epochs)
        let isWorthwhile =
            steps >= ScheduleChoice.leastSteps && operations >= ScheduleChoice.leastOperations
        try self.init(
            among: isWorthwhile ? ScheduleChoice.schedules(for: network(), trainer) : [],
            trainer: trainer, samples: samples, network: network)
    }

    init(
        among schedules: [any Schedule], trainer: Trainer, samples: Samples,
        network: () throws -> Network
    ) throws {
        candidates = try schedules.map { schedule in
            var (trainer, fastest) = (trainer, 0.0)
            trainer.schedule = schedule
            try trainer.fit(
                network(), on: samples.prefix(ScheduleChoice.batches * trainer.batchSize),
                epochs: ScheduleChoice.epochs
            ) { report in
                if report.epoch > 1 { fastest = max(fastest, report.samplesPerSecond) }
            }
            return Candidate(schedule: schedule, samplesPerSecond: fastest)
        }
        schedule =
            candidates.max { $0.samplesPerSecond < $1.samplesPerSecond }?.schedule
            ?? Simultaneous()
    }

    /// Those that are worth a measurement; none where there is one way only.
    static func schedules(for network: Network, _ trainer: Trainer) throws -> [any Schedule] {
        let most = min(trainer.threads, try network.learners(among: nil).count)
        guard most >= 2, network.reader == nil, trainer.gradientAccumulation == 1 else { return [] }
        // 2, 4, 8, … and the most there can be.
        let counts = sequence(first: 2) { $0 * 2 }.prefix { $0 < most } + [most]
        return [Simultaneous()] + counts.map { Pipelined(stages: $0) }
    }
}
