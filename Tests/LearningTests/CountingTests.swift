import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Every sample counts")
struct CountingTests {
    @Test("The last, smaller batch is trained on")
    func trainsOnLastBatch() throws {
        let network = try toyNetwork([9, 7])
        let trainer = Trainer(optimizer: SGD(learningRate: 0.1), batchSize: 7, shuffles: false)
        let samples = toySamples(33)
        let session = try TrainingSession(network, trainer: trainer, samples: samples, epochs: 2)
        #expect(session.batchesPerEpoch == 5)
        var seen: [Int] = []
        var beforeLast: [[[UInt32]]] = []
        try session.run(
            goesOn: { progress in
                seen.append(progress.samples)
                if progress.round == 0 && progress.batch == 4 { beforeLast = bits(network) }
                return true
            },
            onEpoch: { report in
                #expect(report.step == 5 * report.epoch && report.samples == 33 * report.epoch)
                if report.epoch == 1 { #expect(beforeLast != bits(network)) }
            })
        #expect(seen == [0, 7, 14, 21, 28, 33, 40, 47, 54, 61])
    }

    @Test("An epoch's loss is the mean over its samples, whatever the batches' sizes")
    func weighsBatches() throws {
        // So small a rate that the weights hardly change: the mean must be that of one batch.
        func loss(batchSize: Int) throws -> [Double] {
            var loss: [Double] = []
            let trainer = Trainer(optimizer: SGD(learningRate: 1e-9), batchSize: batchSize)
            try trainer.fit(try toyNetwork([9, 7]), on: toySamples(33), epochs: 1) {
                loss = $0.blockLoss.compactMap(\.self)
            }
            return loss
        }
        for (parts, whole) in pairs(try loss(batchSize: 7), try loss(batchSize: 33)) {
            #expect(abs(parts - whole) < 1e-5)
        }
    }

    @Test("A batch may be larger than the data, or hold one sample", arguments: [1, 100])
    func takesAnyBatchSize(size: Int) throws {
        let network = try toyNetwork([9])
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: size)
        try trainer.fit(network, on: toySamples(5), epochs: 1)
        #expect(network.blocks[0].step == (size == 1 ? 5 : 1))
    }

    @Test("Evaluation agrees with counting predictions", arguments: [1, 33, 500, 1003])
    func evaluatesAll(count: Int) throws {
        let (network, samples) = (try toyNetwork([9, 7, 5]), toySamples(count, seed: 3))
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        try trainer.fit(network, on: toySamples(33), epochs: 2)
        let labels = samples.allLabels.map(Int.init)
        for mode in [PredictionMode.sum, .lastBlock] {
            let evaluation = try network.evaluate(on: samples, prediction: mode)
            let predictions = try network.answers(to: samples, prediction: mode)
            func share(_ isRight: (Answer, Int) -> Bool) -> Double {
                Double(zip(predictions, labels).count { isRight($0, $1) }) / Double(count)
            }
            #expect(evaluation.samples == count && predictions.count == count)
            #expect(evaluation.accuracies[.lastBlock] == share { $0.votes.last?.label == $1 })
            #expect(evaluation.accuracy == share { $0.label == $1 })
            if mode == .sum {
                #expect(evaluation.accuracy == evaluation.accuracies[.sum])
                #expect(
                    evaluation.accuracies[.sum]
                        == share { prediction, label in
                            let sums = (0..<3).map { c in
                                prediction.blockEvidence.reduce(0) { $0 + $1[c] }
                            }
                            return sums.firstIndex(of: sums.max() ?? 0) == label
                        })
                for block in 0..<3 {
                    let votes = share { $0.votes[block].label == $1 }
                    #expect(evaluation.blockAccuracy[block] == votes)
                }
            } else {
                #expect(evaluation.accuracy == evaluation.accuracies[.lastBlock])
                #expect(predictions.allSatisfy { $0.blockEvidence[2] == $0.evidence })
            }
            #expect(evaluation.confusion.joined().reduce(0, +) == count)
            let diagonal = (0..<3).reduce(0) { $0 + evaluation.confusion[$1][$1] }
            #expect(Double(diagonal) / Double(count) == evaluation.accuracy)
        }
    }

    @Test("Evaluation of the lower blocks alone ignores those above")
    func evaluatesLowerBlocks() throws {
        let (network, samples) = (try toyNetwork([9, 7, 5]), toySamples(60))
        let all = try network.evaluate(on: samples)
        let lower = try network.evaluate(on: samples, blocks: 2)
        #expect(lower.blockAccuracy == Array(all.blockAccuracy.prefix(2)))
        #expect(lower.accuracies[.lastBlock] == all.blockAccuracy[1])
    }

    @Test("Samples of another form, and labels without a class, are refused")
    func refusesForeignSamples() throws {
        let network = try Network(
            input: Shape(6), classes: ["one", "two"], objective: .crossEntropy, seed: 1
        ) { Block { Dense(3) } }
        #expect(throws: SettingsError.self) { try network.evaluate(on: toySamples(5)) }
        let other = try Network(
            input: Shape(7), classes: toyClasses, objective: .crossEntropy, seed: 1
        ) { Block { Dense(3) } }
        #expect(throws: SettingsError.self) { try other.answers(to: toySamples(5)) }
        let trainer = Trainer(optimizer: Adam())
        #expect(throws: SettingsError.self) {
            try trainer.fit(other, on: toySamples(5), epochs: 1)
        }
        let unclassed = samples([0, -1], width: 6)
        #expect(throws: SettingsError.self) { try network.evaluate(on: unclassed) }
        #expect(throws: SettingsError.self) {
            try trainer.fit(network, on: unclassed, epochs: 1)
        }
    }

    @Test("A data set whose test samples have another form is refused where they are shown")
    func refusesForeignTest() throws {
        let data = Dataset(
            name: "two forms", classes: ["one", "two"], train: samples([0, 1], width: 6),
            test: samples([1], width: 5))
        let network = try Network(
            input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
        ) { Block { Dense(3) } }
        let trainer = Trainer(optimizer: Adam(), threads: 1)
        try trainer.fit(network, on: data.train, epochs: 1)
        #expect(throws: SettingsError.self) { try network.evaluate(on: data.test) }
    }

    @Test("No threads at all are refused", arguments: [0, -1])
    func refusesNoThreads(threads: Int) throws {
        let (network, samples) = (try toyNetwork([3]), toySamples(5))
        let trainer = Trainer(optimizer: Adam(), threads: threads)
        #expect(throws: SettingsError.self) { try trainer.fit(network, on: samples, epochs: 1) }
        #expect(throws: SettingsError.self) { try network.evaluate(on: samples, threads: threads) }
    }

    private func samples(_ labels: [Int32], width: Int) -> Samples {
        Samples(
            dense: Matrix(rows: labels.count, columns: width), scale: 1,
            labels: Matrix(labels, columns: 1), shape: Shape(width))
    }
}
