import OnwardData
import OnwardLearning
import OnwardNetworks

/// What a batch takes on this machine, in seconds: measured block by block in a training of its own.
package struct BlockCosts: Sendable, Equatable {
    /// Until the lowest block sees it.
    package let loading: Double
    /// Of each block's step.
    package let blocks: [Double]
    /// Of putting each block's output into a link.
    package let copies: [Double]

    package init(loading: Double, blocks: [Double], copies: [Double]) {
        (self.loading, self.blocks, self.copies) = (loading, blocks, copies)
    }

    /// Kernels are made in the first batches, which do not count; after so many enough is known.
    private static let (warmUp, enough) = (5, 40)

    /// Measures; the network learns from it.
    ///
    /// - Parameter trainer: with the batch that one program sees.
    package init(of network: Network, by trainer: Trainer, on samples: Samples) throws {
        var trainer = trainer
        trainer.schedule = Simultaneous()
        let session = try TrainingSession(network, trainer: trainer, samples: samples, epochs: 1)
        let clock = ContinuousClock()
        var loadings = [Double]()
        var steps = network.blocks.map { _ in [Double]() }
        while loadings.count < Self.warmUp + Self.enough, let batch = session.nextBatch() {
            var times = [Double](repeating: 0, count: steps.count)
            var loading = 0.0
            for part in session.parts(ofBatch: batch) {
                var start = clock.now
                func lap() -> Double {
                    defer { start = clock.now }
                    return (clock.now - start) / .seconds(1)
                }
                var signal = try session.load(part, ofEpoch: 0, through: session.span.lowerBound)
                loading += lap()
                for index in session.span {
                    signal = try session.learn(index, from: signal)
                    times[index] += lap()
                }
            }
            try session.finishBatch()
            loadings.append(loading)
            for index in steps.indices { steps[index].append(times[index]) }
        }
        loading = Self.median(loadings)
        blocks = steps.map(Self.median)
        copies = network.blocks.indices.map { index in
            let slots = BatchSlot.forLearning(above: index, of: network, by: trainer, shards: 1)
            return Self.median(
                (0..<Self.warmUp + 5).map { _ in
                    clock.measure { slots[0].outputRoom.copy(from: slots[1].outputRoom) }
                        / .seconds(1)
                })
        }
    }

    /// Of what comes after the warm-up.
    private static func median(_ values: [Double]) -> Double {
        let sorted = values.dropFirst(min(warmUp, values.count - 1)).sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
