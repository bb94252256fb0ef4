import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// How fast a training goes: measured over some batches, and scaled to an epoch.
package struct TrainingMeasurement: Sendable {
    /// Batches that were measured, and the samples in them.
    package let batches: Int
    package let samples: Int
    /// Of an epoch, by the batches that were measured.
    package let secondsPerEpoch: Double
    package let samplesPerSecond: Double
    /// Of products and convolutions, which are counted as their formula has them.
    package let operationsPerSecond: Double
    /// The best rate of the training's main products alone, in the same run.
    package let limit: Double
    /// Shares of the time, in 0…1; of blocks that learn one after the other, whatever the schedule.
    package let shares: [Meter.Part: Double]

    /// How near the training as a whole comes to the rate of its products alone.
    package var shareOfLimit: Double { operationsPerSecond / limit }
}

extension Trainer {
    /// Trains for some batches and says how fast it went.
    ///
    /// The batches run twice: once undisturbed, which gives the speed, and some of them once more
    /// with a meter, which gives the parts. The first ones warm up and do not count.
    ///
    /// - Parameter batches: to measure; nil for an epoch.
    /// - Throws: where this cannot be trained, or is trained layer by layer: there every block has
    ///   another speed.
    package func measure(
        _ network: Network, on samples: Samples, batches: Int? = nil
    ) throws -> TrainingMeasurement {
        try SettingsError.require(
            schedule.teachesAllBlocks, "the training schedule",
            "one whose blocks all learn from every batch, to measure its speed",
            got: type(of: schedule).name)
        try SettingsError.require(
            batches ?? 1 >= 1, "batches to measure", "at least 1", got: batches ?? 1)
        let epochSamples = Double(samples.count)
        let perEpoch = (samples.count + batchSize - 1) / max(batchSize, 1)
        let count = batches ?? perEpoch
        // Far from the end: there the learning rate is 0.
        let epochs = 4 + 4 * (count + Trainer.warmUp) / max(perEpoch, 1)
        func session(_ trainer: Trainer) throws -> TrainingSession {
            let session = try TrainingSession(
                network, trainer: trainer, samples: samples, epochs: epochs)
            _ = try session.run(batches: Trainer.warmUp)
            return session
        }
        let measured = try session(self).run(batches: count)
        var plain = self
        plain.schedule = Simultaneous()
        let watched = try session(plain)
        let meter = Meter()
        watched.engine.meter = meter
        meter.restart()
        // Not beyond the epoch where that can be: what its report runs is no part of a training step.
        let withinEpoch = max(perEpoch - Trainer.warmUp - 1, 1)
        let metered = try watched.run(batches: min(count, max(count / 4, 20), withinEpoch))
        meter.enter(.rest)
        watched.engine.meter = nil
        let total = Meter.Part.allCases.reduce(0) { $0 + meter.seconds($1) }
        let rate = Double(measured.samples) / measured.seconds
        return TrainingMeasurement(
            batches: count, samples: measured.samples, secondsPerEpoch: epochSamples / rate,
            samplesPerSecond: rate,
            operationsPerSecond: rate * meter.operations / Double(metered.samples),
            limit: limit(of: meter),
            shares: Dictionary(
                uniqueKeysWithValues: Meter.Part.allCases.map { ($0, meter.seconds($0) / total) }))
    }

    private static let warmUp = 5

    /// The best rate among the products that most operations went to, and a large square one.
    private func limit(of meter: Meter) -> Double {
        let engine = makeEngine()
        let main = meter.products.sorted { $0.value > $1.value }.prefix(4).map(\.key)
        let square = ProductShape(
            rows: 1024, inner: 1024, columns: 1024,
            elementType: precision == .bfloat16 ? .bfloat16 : .float32)
        return (main + [square]).map { engine.rate(of: $0) }.max() ?? 0
    }
}

extension TrainingSession {
    /// Trains for some batches; returns the seconds they took and the samples in them.
    fileprivate func run(batches count: Int) throws -> (seconds: Double, samples: Int) {
        func place(_ progress: TrainingProgress) -> Int {
            progress.round * batches + progress.batch
        }
        func seconds(_ progress: TrainingProgress) -> Double {
            progress.seconds + progress.roundSeconds
        }
        let before = progress
        let end = place(before) + count
        try run(goesOn: { place($0) < end })
        return (seconds(progress) - seconds(before), progress.samples - before.samples)
    }
}
