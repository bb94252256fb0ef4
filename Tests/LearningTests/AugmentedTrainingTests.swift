import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardInference
@testable import OnwardLearning

@Suite("Training on augmented images")
struct AugmentedTrainingTests {
    /// The toy samples' six numbers as images of 2 × 3.
    private let samples: Samples = {
        let toy = toySamples(33)
        let (input, labels) = (Matrix(rows: 33, columns: 6), Matrix(.int32, rows: 33, columns: 1))
        toy.gather(
            Matrix((0..<Int32(33)).map { $0 }, columns: 1), into: input, labels: labels,
            on: Engine(threads: 1))
        return Samples(dense: input, scale: 1, labels: labels, shape: Shape(1, 2, 3))
    }()

    private func trainer(
        _ schedule: any Schedule = Simultaneous(), augmentations: [any Augmentation] = [Shift(1)],
        budget: Int = 1 << 30
    ) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule,
            augmentations: augmentations, frozenOutputBudget: budget)
    }

    private static let schedules: [any Schedule] = [
        Simultaneous(), Layerwise(), Layerwise(stepsPerBlock: 4, rounds: 3),
    ]

    @Test("Images are moved while they are learned from, and only then")
    func learnsFromMoved() throws {
        let (plain, moved) = (try toyNetwork([9, 7]), try toyNetwork([9, 7]))
        try trainer(augmentations: []).fit(plain, on: samples, epochs: 2)
        try trainer().fit(moved, on: samples, epochs: 2, validation: samples) { report in
            let accuracy = try moved.evaluate(on: samples).accuracy
            #expect(report.validationAccuracy == accuracy)
        }
        #expect(bits(plain) != bits(moved))
    }

    @Test(
        "A training that is broken off and continued gives the bits of an unbroken one",
        arguments: 0..<3, [1, 5, 8])
    func continues(schedule: Int, batches: Int) throws {
        let trainer = trainer(AugmentedTrainingTests.schedules[schedule])
        let (whole, broken) = (try toyNetwork([9, 7]), try toyNetwork([9, 7]))
        try trainer.fit(whole, on: samples, epochs: 2)
        var left = batches
        let first = try TrainingSession(broken, trainer: trainer, samples: samples, epochs: 2)
        try first.run(goesOn: { _ in
            left -= 1
            return left >= 0
        })
        let second = try TrainingSession(
            broken, trainer: trainer, samples: samples, epochs: 2, progress: first.progress)
        try second.run()
        #expect(bits(whole) == bits(broken))
    }

    @Test("What frozen blocks said about images of an earlier epoch is not kept")
    func keepsNoOutputs() throws {
        let (usual, computed) = (try toyNetwork([9, 7]), try toyNetwork([9, 7]))
        try trainer(Layerwise()).fit(usual, on: samples, epochs: 3)
        try trainer(Layerwise(), budget: 0).fit(computed, on: samples, epochs: 3)
        #expect(bits(usual) == bits(computed))
    }

    @Test("Hard labels are drawn by the images as they are")
    func drawsHardLabelsUnmoved() throws {
        func labels(_ augmentations: [any Augmentation]) throws -> [Int32] {
            let session = try TrainingSession(
                contrastNetwork([[9], [7]], contrast(negatives: .hardLabel)),
                trainer: trainer(augmentations: augmentations), samples: samples, epochs: 1)
            _ = try session.load(0, ofEpoch: 0)
            return session.source.presenter.hardLabels?.values() ?? []
        }
        let moved = try labels([Shift(1)])
        #expect(try moved.count == 33 && moved == labels([]))
    }

    @Test("Samples that are no images are refused before anything is trained")
    func refusesFlatSamples() throws {
        let error = #expect(throws: SettingsError.self) {
            try trainer().fit(toyNetwork([9]), on: toySamples(33), epochs: 1)
        }
        #expect(error?.description.contains("[channels, height, width]") == true)
    }
}
