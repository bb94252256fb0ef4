import OnwardCompute
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Gradient accumulation")
struct AccumulationTests {
    // 47 samples: the last batch has 7, its last part fewer than the others.
    private let samples = toySamples(47)

    private func trainer(_ parts: Int, _ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(
            optimizer: SGD(learningRate: 0.05, momentum: 0.9), batchSize: 20,
            gradientAccumulation: parts, schedule: schedule, threads: 1)
    }

    private func network(_ name: String) throws -> Network {
        if name == "ff" { return try contrastNetwork([[12], [9], [12]]) }
        let dense: [[any ForwardLayer]] = [12, 9, 12].map { [Dense($0, activation: .relu)] }
        let cut: (any Objective, Feedback, [[any ForwardLayer]]) =
            switch name {
            case "bp": (CrossEntropy(), .exact, [dense.flatMap(\.self)])
            case "fa": (CrossEntropy(), .random, [dense.flatMap(\.self)])
            case "dfa": (CrossEntropy(), .direct, [dense.flatMap(\.self)])
            default: (CrossEntropy(), .exact, dense)
            }
        return try Network(
            input: Shape(6), classes: toyClasses, objective: cut.0, feedback: cut.1, seed: 5,
            blocks: cut.2.map { Block($0) })
    }

    private func train(
        _ name: String, parts: Int, _ schedule: any Schedule = Simultaneous()
    ) throws -> (Network, [EpochReport]) {
        let network = try network(name)
        var reports: [EpochReport] = []
        try trainer(parts, schedule).fit(network, on: samples, epochs: 3) { reports.append($0) }
        return (network, reports)
    }

    @Test(
        "A batch in parts teaches what it teaches whole, but for rounding",
        arguments: ["mf", "bp", "fa", "dfa", "ff"], [2, 5, 20])
    func equals(name: String, parts: Int) throws {
        let (whole, wholeReports) = try train(name, parts: 1)
        let (parted, partedReports) = try train(name, parts: parts)
        #expect(distance(whole, parted) < 2e-5)
        #expect(distance(whole, try network(name)) > 0.01, "nothing was learned")
        #expect(whole.blocks.map(\.step) == parted.blocks.map(\.step))
        #expect(partedReports.map(\.samples) == wholeReports.map(\.samples))
        for (one, other) in zip(wholeReports, partedReports) {
            #expect(abs(one.loss - other.loss) < 1e-5 && one.step == other.step)
        }
    }

    @Test("So it does block by block and in turns")
    func equalsLayerwise() throws {
        let schedules: [any Schedule] = [Layerwise(), Layerwise(stepsPerBlock: 2, rounds: 3)]
        for schedule in schedules {
            let (whole, _) = try train("mf", parts: 1, schedule)
            let (parted, _) = try train("mf", parts: 4, schedule)
            #expect(distance(whole, parted) < 2e-5)
            #expect(whole.blocks.map(\.step) == parted.blocks.map(\.step))
        }
    }

    @Test("Each part of a batch has its own dropout, and the same seed drops the same")
    func drops() throws {
        func train() throws -> Network {
            let network = try toyNetwork([12, 9], dropout: 0.4)
            try trainer(4).fit(network, on: samples, epochs: 2)
            return network
        }
        #expect(try bits(train()) == bits(train()))
        let block = try toyNetwork([12], dropout: 0.4).blocks[0]
        block.part = 0
        let first = block.random(ofLayer: 1).key
        block.part = 1
        #expect(block.random(ofLayer: 1).key != first)
        block.part = 0
        #expect(block.random(ofLayer: 1).key == first)
    }

    @Test("Room is taken for one part's activations, one layer's gradients, and the sums")
    func plans() throws {
        func plan(_ parts: Int) throws -> MemoryPlan {
            try TrainingSession(
                network("bp"), trainer: trainer(parts), samples: samples, epochs: 1
            ).memoryPlan()
        }
        let (whole, parted) = (try plan(1), try plan(10))
        let block = try network("bp").blocks[0].plan
        #expect(whole.gradients == 4 * block.storeCount)
        // The second layer's 9 · 12 weights and 9 biases behind a gap, and the head's 3 · 12; each
        // tensor begins on a multiple of 16 numbers.
        #expect(parted.gradients == 4 * (block.storeCount + 112 + 16 + 36))
        #expect(parted.activations < whole.activations / 3)
        #expect(parted.optimizer == whole.optimizer)
    }

    @Test("What depends on a whole batch is refused, and so are parts that do not divide it")
    func refuses() throws {
        func expectRefusal(
            _ network: Network, parts: Int = 2, _ reason: String,
            _ schedule: any Schedule = Simultaneous()
        ) {
            let error = #expect(throws: SettingsError.self) {
                try trainer(parts, schedule).fit(network, on: samples, epochs: 1)
            }
            #expect(error?.description.contains(reason) == true)
        }
        expectRefusal(try network("mf"), parts: 3, "divides the batch size 20")
        expectRefusal(try network("mf"), parts: 0, "a whole number from 1 to 1000000000")
        let normalized = try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 5
        ) {
            Block {
                Dense(5)
                BatchNormalization()
            }
        }
        expectRefusal(normalized, "BatchNormalization")
        let read = try network("mf")
        try read.attachReader()
        expectRefusal(read, "reader")
        expectRefusal(
            try contrastNetwork([[5]], contrast(negatives: .shuffledLabel)), "shuffled-label")
        var pulled = contrast()
        pulled.peerNormalization = 0.03
        expectRefusal(try contrastNetwork([[5]], pulled), "peer normalization")
    }
}
