import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("False samples")
struct NegativesTests {
    private let classes = (0..<10).map { "class \($0)" }

    private func network(_ negatives: Negatives, shape: Shape = Shape(12)) throws -> Network {
        try contrastNetwork(
            [[9], [7]], contrast(negatives: negatives), input: shape, classes: classes)
    }

    /// The label that is appended to each row, and the numbers before it.
    private func read(_ rows: Matrix) -> [(sample: [Float], label: Int)] {
        (0..<rows.rows).map { row in
            let numbers = rows.rows(row..<row + 1).floats
            let written = numbers.suffix(10)
            #expect(written.count { $0 == 1 } == 1 && written.count { $0 == 0 } == 9)
            return (Array(numbers.dropLast(10)), (Array(written).firstIndex(of: 1) ?? -1))
        }
    }

    /// Shows `samples` in batches, for so many epochs.
    private func present(
        _ network: Network, _ samples: Samples, epochs: Int,
        _ look: (_ batch: Batch, _ order: [Int], _ epoch: Int) -> Void
    ) {
        let engine = Engine(threads: 1)
        let loader = DataLoader(samples, batchSize: 70, seed: 1)
        let presenter = Presenter(
            network, batchSize: 70, samples: samples.count, engine: engine)
        for epoch in 0..<epochs {
            loader.prepare(epoch: epoch)
            for number in 0..<loader.batchesPerEpoch {
                let rows = loader.rows(ofBatch: number)
                let input = Matrix(rows: rows, columns: samples.shape.count)
                let labels = Matrix(.int32, rows: rows, columns: 1)
                loader.load(batch: number, into: input, labels: labels, on: engine)
                let order = loader.order(ofBatch: number)
                let batch = presenter.present(input, labels: labels, order: order, epoch: epoch)
                look(batch, order.values(as: Int32.self).map { Int($0) }, epoch)
            }
        }
    }

    @Test("True rows hold every sample with its own label, false rows lie below them")
    func showsTrueSamples() throws {
        let samples = countingSamples(100, shape: Shape(12), classes: 10)
        for negatives in Negatives.allCases {
            var seen = 0
            present(try network(negatives), samples, epochs: 1) { batch, order, _ in
                #expect(batch.trueRows == order.count)
                #expect(batch.input.rows == 2 * order.count)
                for (row, sample) in pairs(read(batch.input.written.rows(0..<order.count)), order) {
                    #expect(row.sample == .init(repeating: Float(sample + 1), count: 12))
                    #expect(row.label == samples.label(at: sample))
                    seen += 1
                }
            }
            #expect(seen == 100)
        }
    }

    @Test("Wrong labels are never the true one, and all others come about as often")
    func drawsWrongLabels() throws {
        let samples = countingSamples(100, shape: Shape(12), classes: 10)
        let truth = samples.allLabels.map { Int($0) }
        var distances = [Int](repeating: 0, count: 10)
        present(try network(.wrongLabel), samples, epochs: 60) { batch, order, _ in
            let rows = read(batch.input.written.rows(order.count..<2 * order.count))
            for (row, sample) in pairs(rows, order) {
                distances[(row.label - truth[sample] + 10) % 10] += 1
                if row.sample[0] != Float(sample + 1) { distances[0] += 1 }
            }
        }
        #expect(distances[0] == 0, "\(distances)")
        #expect(distances.dropFirst().allSatisfy { abs($0 - 667) < 130 }, "\(distances)")
    }

    @Test("Shuffled labels are true by chance for about one in C: the flaw that they are kept for")
    func shufflesLabels() throws {
        let samples = countingSamples(1000, shape: Shape(12), classes: 10)
        var isTrue = 0
        present(try network(.shuffledLabel), samples, epochs: 3) { batch, order, _ in
            let rows = read(batch.input.written.rows(order.count..<2 * order.count))
            isTrue += zip(rows, order).count { $0.label == samples.label(at: $1) }
        }
        #expect(isTrue > 200 && isTrue < 400, "\(isTrue) of 3000")
    }

    @Test("Hybrid images mix two samples of the batch, keep the first one's label, and use both")
    func mixesImages() throws {
        let shape = Shape(1, 6, 5)
        let samples = countingSamples(100, shape: shape, classes: 10)
        var mixed = 0
        present(try network(.hybridImage, shape: shape), samples, epochs: 2) { batch, order, _ in
            let rows = read(batch.input.written.rows(order.count..<2 * order.count))
            for (row, sample) in pairs(rows, order) {
                let others = Set(row.sample).subtracting([Float(sample + 1)])
                #expect(others.count <= 1 && row.label == samples.label(at: sample))
                #expect(others.allSatisfy { order.contains(Int($0) - 1) })
                if others.count == 1 && row.sample.contains(Float(sample + 1)) { mixed += 1 }
            }
        }
        #expect(mixed > 140, "\(mixed) of 200")
    }

    @Test("Noise forgets the sample, a perturbation does not")
    func addsNoise() throws {
        let samples = countingSamples(100, shape: Shape(12), classes: 10)
        for (negatives, deviation, keeps) in [
            (Negatives.noise, 1.0, false), (.perturbation, 0.5, true),
        ] {
            var (count, sum) = (0.0, 0.0)
            present(try network(negatives), samples, epochs: 2) { batch, order, _ in
                let rows = read(batch.input.written.rows(order.count..<2 * order.count))
                for (row, sample) in pairs(rows, order) {
                    for number in row.sample {
                        let rest = Double(number) - (keeps ? Double(sample + 1) : 0)
                        (count, sum) = (count + 1, sum + rest * rest)
                    }
                }
            }
            #expect(abs((sum / count).squareRoot() - deviation) < 0.05 * deviation)
        }
    }

    @Test("False samples differ from epoch to epoch, and are the same for the same seed")
    func repeats() throws {
        let samples = toySamples(40)
        for negatives in Negatives.allCases where negatives != .hardLabel {
            func falseRows(seed: UInt64) throws -> [[Float]] {
                var rows: [[Float]] = []
                let network = try contrastNetwork(
                    [[5]], contrast(negatives: negatives), seed: seed)
                // In file order, so that epochs differ by what is drawn alone.
                let presenter = Presenter(
                    network, batchSize: 40, samples: 40, engine: Engine(threads: 1))
                let input = Matrix(rows: 40, columns: 6)
                let labels = Matrix(.int32, rows: 40, columns: 1)
                let order = Matrix((0..<40).map { Int32($0) }, columns: 1)
                samples.gather(order, into: input, labels: labels, on: Engine(threads: 1))
                for epoch in 0..<3 {
                    let batch = presenter.present(
                        input, labels: labels, order: order, epoch: epoch)
                    rows.append(batch.input.written.rows(40..<80).floats)
                }
                return rows
            }
            let rows = try falseRows(seed: 1)
            #expect(try falseRows(seed: 1) == rows)
            // Rows of numbers can be turned in one way alone.
            guard negatives != .rotation else { continue }
            #expect(rows[0] != rows[1] && rows[1] != rows[2], "\(negatives)")
            #expect(try falseRows(seed: 2) != rows, "\(negatives)")
        }
    }

    /// Those that mix nothing of what stands in one batch.
    private static let drawnBySample: [Negatives] = [
        .wrongLabel, .perturbation, .rotation, .noise,
    ]

    @Test(
        "A sample's false one is the same whatever batch it stands in", arguments: drawnBySample)
    func followsSamples(negatives: Negatives) throws {
        let (shape, engine) = (Shape(1, 3, 3), Engine(threads: 1))
        let network = try network(negatives, shape: shape)
        let numbers = (0..<30 * 9).map { Float($0) }
        let samples = Samples(
            dense: Matrix(numbers, columns: 9), scale: 1,
            labels: Matrix((0..<30).map { Int32($0 % 10) }, columns: 1), shape: shape)
        func falseRows(batchSize: Int, epoch: Int) -> [[Float]] {
            let presenter = Presenter(
                network, batchSize: batchSize, samples: 30, engine: engine)
            let loader = DataLoader(samples, batchSize: batchSize, seed: UInt64(batchSize))
            loader.prepare(epoch: epoch)
            var rows = [[Float]](repeating: [], count: 30)
            for number in 0..<loader.batchesPerEpoch {
                let count = loader.rows(ofBatch: number)
                let input = Matrix(rows: count, columns: 9)
                let labels = Matrix(.int32, rows: count, columns: 1)
                loader.load(batch: number, into: input, labels: labels, on: engine)
                let order = loader.order(ofBatch: number)
                let batch = presenter.present(input, labels: labels, order: order, epoch: epoch)
                for (row, sample) in order.values(as: Int32.self).enumerated() {
                    let place = count + row
                    rows[Int(sample)] = batch.input.written.rows(place..<place + 1).floats
                }
            }
            return rows
        }
        let whole = falseRows(batchSize: 30, epoch: 1)
        #expect(falseRows(batchSize: 7, epoch: 1) == whole)
        #expect(falseRows(batchSize: 30, epoch: 2) != whole)
    }

    @Test("In separate phases an epoch shows samples of one kind")
    func separates() throws {
        let objective = contrast(pairing: .separate)
        let network = try contrastNetwork(
            [[9]], objective, input: Shape(12), classes: classes)
        let samples = countingSamples(100, shape: Shape(12), classes: 10)
        var epochs: [Set<Bool>] = [[], [], [], []]
        present(network, samples, epochs: 4) { batch, order, epoch in
            #expect(batch.input.rows == order.count)
            #expect(batch.trueRows == (epoch % 2 == 0 ? order.count : 0))
            for (row, sample) in pairs(read(batch.input.written), order) {
                epochs[epoch].insert(row.label == samples.label(at: sample))
            }
        }
        #expect(epochs == [[true], [false], [true], [false]])
        var losses: [Double] = []
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        try trainer.fit(network, on: samples, epochs: 4) { report in
            losses.append(report.loss)
            #expect(report.samples == 100 * report.epoch)
        }
        #expect(losses.allSatisfy { $0.isFinite })
    }

    private static let embeddings: [(LabelEmbedding, [Float])] = [
        (LabelEmbedding(.overlay, strength: .number(1)), [0, 1, 0, 5, 5, 5]),
        (LabelEmbedding(.overlay, strength: .largest), [0, 5, 0, 5, 5, 5]),
        (LabelEmbedding(.append, strength: .number(2)), [5, 5, 5, 5, 5, 5, 0, 2, 0]),
        (
            LabelEmbedding(.planes, strength: .number(1)),
            .init(repeating: 5, count: 6) + .init(repeating: 0, count: 6)
                + .init(repeating: 1, count: 6) + .init(repeating: 0, count: 6)
        ),
    ]

    @Test("A label is written where its embedding says", arguments: 0..<4)
    func embeds(index: Int) throws {
        let (embedding, wanted) = NegativesTests.embeddings[index]
        let objective = contrast(form: embedding.form, strength: embedding.strength)
        let network = try contrastNetwork([[4]], objective, input: Shape(1, 2, 3))
        #expect(network.shownShape.count == wanted.count)
        #expect(network.blocks[0].plan.input == Shape(wanted.count))
        let presenter = Presenter(network, batchSize: 1, samples: 1, engine: Engine(threads: 1))
        let batch = presenter.present(
            Matrix([Float](repeating: 5, count: 6), columns: 6),
            labels: Matrix([Int32(1)], columns: 1), order: Matrix([Int32(0)], columns: 1),
            epoch: 0)
        #expect(batch.input.written.rows(0..<1).floats == wanted)
    }
}
