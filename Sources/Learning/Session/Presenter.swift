import OnwardCompute
import OnwardNetworks
import OnwardObjectives

/// Makes what the blocks see out of the samples that were loaded: nothing of it where they are
/// shown plainly; true samples above false ones where they are contrasted.
///
/// Wrong and hard labels and changed images are drawn by (epoch, sample); shuffled labels and mixed
/// images by (epoch, batch, row), because they mix what stands in one batch. Never by call order.
final class Presenter {
    private let presentation: Presentation
    private let input: Shape
    private let classes: Int
    private let random: RandomSource
    private let engine: Engine
    /// The rows of a full batch, true and false; nil where samples are shown plainly.
    private let rows: LabelledRows?
    private let wrongLabels: Matrix
    /// Room for the samples that false ones are made of, where they are not the true ones.
    private let changed: Matrix
    /// Per training sample, the wrong label drawn for this epoch; hard labels only.
    let hardLabels: Matrix?

    /// - Parameters:
    ///   - batchSize: samples in the largest batch.
    ///   - samples: samples that are trained on.
    init(_ network: Network, batchSize: Int, samples: Int, engine: Engine) {
        presentation = network.objective.presentation
        input = network.input
        classes = network.classes.count
        random = RandomSource(seed: network.seed, for: .negatives)
        self.engine = engine
        guard case .contrast(let embedding, let negatives, _) = presentation else {
            (rows, wrongLabels, changed) = (nil, Presenter.none, Presenter.none)
            hardLabels = nil
            return
        }
        rows = LabelledRows(
            network, embedding, rows: 2 * batchSize, mayShare: negatives.changesLabelOnly,
            engine: engine)
        wrongLabels = engine.makeMatrix(.int32, rows: batchSize, columns: 1)
        changed =
            negatives.changesLabelOnly
            ? Presenter.none
            : engine.makeMatrix(engine.precision.storage, rows: batchSize, columns: input.count)
        hardLabels =
            negatives == .hardLabel ? engine.makeMatrix(.int32, rows: samples, columns: 1) : nil
    }

    private static var none: Matrix { Matrix(rows: 0, columns: 0) }

    /// Whether the lowest block is handed rows that share their samples.
    var sharesRows: Bool { rows?.isShared ?? false }

    /// Bytes of its rooms.
    var byteCount: Int {
        MemoryCount([wrongLabels, changed] + (hardLabels.map { [$0] } ?? [])).bytes
            + (rows?.byteCount ?? 0)
    }

    /// Rows that the blocks see of a batch of so many samples.
    static func rows(of samples: Int, _ presentation: Presentation) -> Int {
        guard case .contrast(_, _, .paired) = presentation else { return samples }
        return 2 * samples
    }

    /// What the blocks see of a batch.
    ///
    /// - Parameter order: the samples' numbers among those that are trained on.
    func present(_ samples: Matrix, labels: Matrix, order: Matrix, epoch: Int) -> Batch {
        guard let rows, case .contrast(_, let negatives, let pairing) = presentation else {
            return Batch(input: Signal(samples), labels: labels, trueRows: samples.rows)
        }
        let count = samples.rows
        let showsTrue = pairing == .paired || epoch % 2 == 0
        let showsFalse = pairing == .paired || epoch % 2 == 1
        let trueRows = showsTrue ? count : 0
        if showsTrue { rows.write(labels, on: samples, into: 0..<count) }
        if showsFalse {
            let wrong = wrongLabels.rows(0..<count)
            let batch = random[epoch][order.firstNumber]
            drawLabels(negatives, labels: labels, order: order, epoch: epoch, batch, into: wrong)
            let source = falseSamples(negatives, samples, order: order, epoch: epoch, batch)
            rows.write(wrong, on: source, into: trueRows..<trueRows + count)
        }
        let shown = trueRows + (showsFalse ? count : 0)
        return Batch(
            input: rows.signal(samples, rows: shown), labels: labels, trueRows: trueRows)
    }

    private func drawLabels(
        _ negatives: Negatives, labels: Matrix, order: Matrix, epoch: Int, _ batch: RandomSource,
        into wrong: Matrix
    ) {
        switch negatives {
        case .wrongLabel:
            engine.drawWrongLabels(
                for: labels, order: order, classes: classes, random: random[epoch], into: wrong)
        case .hardLabel:
            if let hardLabels { engine.gather(labels: hardLabels, order: order, into: wrong) }
        case .shuffledLabel:
            engine.shuffle(labels, random: batch, into: wrong)
        case .hybridImage, .perturbation, .rotation, .noise:
            wrong.copy(from: labels)
        }
    }

    private func falseSamples(
        _ negatives: Negatives, _ samples: Matrix, order: Matrix, epoch: Int,
        _ batch: RandomSource
    ) -> Matrix {
        guard !negatives.changesLabelOnly else { return samples }
        let (result, random) = (changed.rows(0..<samples.rows), random[epoch])
        switch negatives {
        case .hybridImage: engine.mixImages(samples, shape: input, random: batch, into: result)
        case .perturbation:
            engine.addNoise(to: samples, scale: 0.5, order: order, random: random, into: result)
        case .noise:
            engine.addNoise(to: nil, scale: 1, order: order, random: random, into: result)
        case .rotation:
            engine.rotateImages(
                samples, shape: input, order: order, random: random, into: result)
        case .wrongLabel, .hardLabel, .shuffledLabel: break
        }
        return result
    }
}
