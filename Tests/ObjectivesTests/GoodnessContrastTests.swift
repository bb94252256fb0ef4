import Foundation
import OnwardCompute
import OnwardObjectives
import OnwardTestSupport
import Testing

@Suite("Goodness contrast")
struct GoodnessContrastTests {
    private struct Taught {
        let loss: Double
        let error: [Double]
    }

    /// Teaches on `output`, of which the first `trueRows` rows are of true samples.
    private func teach(
        _ objective: GoodnessContrast, _ output: [Double], columns: Int, trueRows: Int
    ) -> Taught {
        let rows = output.count / columns
        let error = Matrix(
            [Double](repeating: .nan, count: output.count), columns: columns)
        let loss = objective.meanLoss(
            of: Lesson(
                engine: Engine(threads: 1), work: Matrix(output, columns: columns),
                labels: Matrix(.int32, rows: rows, columns: 1), trueRows: trueRows, error: error,
                losses: Matrix(.float64, rows: rows, columns: 1),
                loss: Matrix(.float64, rows: 1, columns: 1)))
        return Taught(loss: loss, error: error.values())
    }

    private func expectNear(_ got: [Double], _ wanted: [Double]) {
        #expect(got.count == wanted.count)
        #expect(zip(got, wanted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(got), not \(wanted)")
    }

    private func softplus(_ x: Double) -> Double { log(1 + exp(x)) }
    private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// One true row of goodness 5 (mean 2.5), one false row of goodness 1 (mean 0.5).
    private let output: [Double] = [1, 2, 0, 1]

    @Test("The sum against the width is what one computes by hand")
    func sumByHand() {
        let taught = teach(
            GoodnessContrast(.sum, loss: .threshold), output, columns: 2, trueRows: 1)
        expectNear([taught.loss], [(softplus(-3) + softplus(-1)) / 2])
        let (up, down) = (-logistic(-3), logistic(-1))
        expectNear(taught.error, [up * 1, up * 2, 0, down * 1])
    }

    @Test("The mean against 1.5 is what one computes by hand")
    func meanByHand() {
        let objective = GoodnessContrast(.mean, threshold: .number(1.5), loss: .threshold)
        let taught = teach(objective, output, columns: 2, trueRows: 1)
        expectNear([taught.loss], [softplus(-1)])
        let slope = logistic(-1) / 2
        expectNear(taught.error, [-slope * 1, -slope * 2, 0, slope * 1])
    }

    @Test("The printed loss knows no threshold; its false rows never fall below log 2")
    func printedByHand() {
        let objective = GoodnessContrast(.sum, threshold: .number(9), loss: .printed)
        let taught = teach(objective, output, columns: 2, trueRows: 1)
        expectNear([taught.loss], [(softplus(-5) + softplus(1)) / 2])
        let silent = teach(objective, [0, 0, 0, 0], columns: 2, trueRows: 0)
        expectNear([silent.loss], [log(2)])
        #expect(teach(objective, [0, 0, 0, 0.1], columns: 2, trueRows: 0).loss > log(2))
    }

    @Test("The symmetric loss pairs row n with row N + n")
    func symmetricByHand() {
        let objective = GoodnessContrast(.sum, loss: .symmetric(sharpness: 0.5))
        // Goodness 4 and 1 above, 1 and 9 below.
        let taught = teach(objective, [2, 1, 1, 3], columns: 1, trueRows: 2)
        expectNear([taught.loss], [(softplus(-1.5) + softplus(4)) / 2])
        let (first, second) = (0.5 * logistic(-1.5) / 2, 0.5 * logistic(4) / 2)
        expectNear(
            taught.error, [-first * 2 * 2, -second * 2 * 1, first * 2 * 1, second * 2 * 3])
    }

    @Test("The ratio pairs row n with row N + n, in whatever they are measured")
    func ratioByHand() {
        let objective = GoodnessContrast(.sum, loss: .ratio(sharpness: 2, smoothing: 0.1))
        // Goodness 4 and 1 above, 1 and 9 below, and the floor of one number.
        let taught = teach(objective, [2, 1, 1, 3], columns: 1, trueRows: 2)
        let logits = [(4.0, 1.0), (1.0, 9.0)].map { 2 * log(($0 + 1e-4) / ($1 + 1e-4)) }
        expectNear(
            [taught.loss],
            [logits.reduce(0) { $0 + (0.9 * softplus(-$1) + 0.1 * softplus($1)) / 2 }])
        let (first, second) = (logistic(logits[0]) - 0.9, logistic(logits[1]) - 0.9)
        expectNear(
            taught.error,
            [
                2 * first / 4.0001 * 2, 2 * second / 1.0001 * 1, -2 * first / 1.0001 * 1,
                -2 * second / 9.0001 * 3,
            ])
        let louder = teach(objective, [200, 100, 100, 300], columns: 1, trueRows: 2)
        #expect(abs(louder.loss - taught.loss) < 1e-3)
        let silent = teach(objective, [0, 0, 0, 0], columns: 1, trueRows: 2)
        expectNear([silent.loss], [log(2)])
    }

    @Test("Of the ratio, evidence is the logarithm, and its softmax what the loss made likely")
    func scoresRatio() {
        let work = Matrix([Float(1), 2, 0, 1, 3, 0, 0, 0], columns: 2)
        let evidence = Matrix(rows: 2, columns: 2)
        GoodnessContrast(.mean, loss: .ratio(sharpness: 3, smoothing: 0.1)).score(
            Exam(engine: Engine(threads: 1), work: work, evidence: evidence))
        let expected = [2.5, 0.5, 4.5, 0].map { Float(3 * log($0 + 1e-4)) }
        #expect(zip(evidence.values(), expected).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("Rows of one kind alone are taught too", arguments: [0, 2])
    func teachesOneKind(trueRows: Int) {
        let taught = teach(
            GoodnessContrast(.sum, loss: .threshold), output, columns: 2, trueRows: trueRows)
        let sign = trueRows == 0 ? 1.0 : -1
        expectNear([taught.loss], [(softplus(sign * 3) + softplus(sign * -1)) / 2])
        #expect(zip(taught.error, output).allSatisfy { $0 * $1 * sign >= 0 })
    }

    @Test("Pairs are counted, and added up, in which the true row has more, or less to minimize")
    func countsPairs() {
        // Goodness 4, 1, 9 and 0 above; 1, 9, 1 and 0 below: the last pair is even.
        let output = Matrix([2.0, 1, 3, 0, 1, 3, 1, 0], columns: 1)
        func count(_ objective: GoodnessContrast, trueRows: Int = 4) -> [Double] {
            let pairs = Matrix([10.0, 20], columns: 2)
            _ = objective.meanLoss(
                of: Lesson(
                    engine: Engine(threads: 1), work: output,
                    labels: Matrix(.int32, rows: 8, columns: 1), trueRows: trueRows,
                    error: Matrix(.float64, rows: 8, columns: 1),
                    losses: Matrix(.float64, rows: 8, columns: 1),
                    loss: Matrix(.float64, rows: 1, columns: 1), pairs: pairs))
            return pairs.values()
        }
        var minimizing = GoodnessContrast(.sum)
        minimizing.minimizes = true
        #expect(count(GoodnessContrast(.sum)) == [12, 24])
        #expect(count(GoodnessContrast(.mean, loss: .symmetric(sharpness: 1))) == [12, 24])
        #expect(count(minimizing) == [11, 24])
        // Rows of one kind make no pairs.
        #expect(count(GoodnessContrast(.sum), trueRows: 8) == [10, 20])
        #expect(count(GoodnessContrast(.sum), trueRows: 0) == [10, 20])
    }

    private static let mirrored = [
        GoodnessContrast(.sum, loss: .threshold),
        GoodnessContrast(.mean, threshold: .number(1.5), loss: .threshold),
        GoodnessContrast(.mean, loss: .printed),
        GoodnessContrast(.sum, loss: .symmetric(sharpness: 0.7)),
        GoodnessContrast(.sum, loss: .ratio(sharpness: 3, smoothing: 0.2)),
    ]

    @Test("To minimize is to exchange true and false", arguments: mirrored)
    func mirrors(objective: GoodnessContrast) {
        var minimizing = objective
        minimizing.minimizes = true
        let output = [1, 2, 0, 1, 0.5, 3, 0, 0.25]
        let usual = teach(objective, output, columns: 2, trueRows: 2)
        let mirrored = teach(
            minimizing, Array(output[4...] + output[..<4]), columns: 2, trueRows: 2)
        expectNear([mirrored.loss], [usual.loss])
        expectNear(mirrored.error, Array(usual.error[4...] + usual.error[..<4]))
        func score(_ objective: GoodnessContrast) -> [Float] {
            let evidence = Matrix(rows: 2, columns: 2)
            objective.score(
                Exam(
                    engine: Engine(threads: 1),
                    work: Matrix(output.map { Float($0) }, columns: 2), evidence: evidence))
            return evidence.values()
        }
        #expect(score(minimizing) == score(objective).map { -$0 })
    }

    @Test("A sample's evidence for each label is the goodness of its row with that label")
    func scores() {
        let work = Matrix([Float(1), 2, 0, 1, 3, 0, 0, 0], columns: 2)
        let evidence = Matrix(rows: 2, columns: 2)
        func score(_ objective: GoodnessContrast) -> [Float] {
            objective.score(Exam(engine: Engine(threads: 1), work: work, evidence: evidence))
            return evidence.values()
        }
        #expect(score(GoodnessContrast(.sum, loss: .threshold)) == [5, 1, 9, 0])
        #expect(
            score(GoodnessContrast(.mean, threshold: .number(1.5), loss: .threshold)) == [
                2.5, 0.5, 4.5, 0,
            ])
    }

    /// The logit of a true row, from its loss.
    private func logit(_ objective: GoodnessContrast, _ row: [Double]) -> Double {
        -log(exp(teach(objective, row, columns: row.count, trueRows: 1).loss) - 1)
    }

    private static let rows: [[Double]] = [[1, 0.5, 0.2], [1, 1.5, 0.2], [0.1, 0, 0]]

    @Test(
        "With the mean, the loss is the same for every width of the same activity", arguments: rows)
    func meanKnowsNoWidth(row: [Double]) {
        for threshold in [GoodnessContrast.Threshold.number(1.5), .width] {
            let objective = GoodnessContrast(.mean, threshold: threshold, loss: .threshold)
            let narrow = teach(objective, row, columns: row.count, trueRows: 1)
            for copies in [2, 7] {
                let wide = (0..<copies).flatMap { _ in row }
                let taught = teach(objective, wide, columns: wide.count, trueRows: 1)
                expectNear([taught.loss], [narrow.loss])
                expectNear(
                    taught.error.map { $0 * Double(copies) },
                    (0..<copies).flatMap { _ in narrow.error })
            }
        }
    }

    @Test(
        "With the sum against the width, the decision is the same for every width, and firmer",
        arguments: rows)
    func sumDecidesAlike(row: [Double]) {
        let (sum, mean) = (
            GoodnessContrast(.sum, loss: .threshold), GoodnessContrast(.mean, loss: .threshold)
        )
        for copies in [1, 2, 7] {
            let wide = (0..<copies).flatMap { _ in row }
            #expect(abs(logit(sum, wide) - Double(wide.count) * logit(mean, row)) < 1e-9)
        }
        // A fixed threshold decides otherwise for a wide layer than for a narrow one.
        let fixed = GoodnessContrast(.sum, threshold: .number(1.5), loss: .threshold)
        #expect(logit(fixed, [1, 0.5]) < 0 && logit(fixed, [1, 0.5, 1, 0.5]) > 0)
    }

    private static func minimizing(_ objective: GoodnessContrast) -> GoodnessContrast {
        var objective = objective
        objective.minimizes = true
        return objective
    }

    private static func shown(
        _ form: LabelEmbedding.Form, _ negatives: Negatives = .wrongLabel
    ) -> Presentation {
        .contrast(LabelEmbedding(form), negatives: negatives, pairing: .paired)
    }

    private static let options = [
        GoodnessContrast(.sum, presentation: shown(.append)),
        GoodnessContrast(.mean, threshold: .number(1.5), presentation: shown(.append)),
        GoodnessContrast(.mean, loss: .symmetric(sharpness: 4), presentation: shown(.append)),
        minimizing(GoodnessContrast(.sum, presentation: shown(.append))),
        GoodnessContrast(.sum, peerNormalization: 0.03, presentation: shown(.append)),
        minimizing(
            GoodnessContrast(.mean, loss: .symmetric(sharpness: 4), presentation: shown(.append))),
    ]

    @Test("Every set of options keeps the contract", arguments: options)
    func keepsContract(objective: GoodnessContrast) {
        checkObjective(objective)
    }

    @Test(
        "Evidence tells the goodness that it was made of",
        arguments: [
            GoodnessContrast(.sum), GoodnessContrast(.mean, minimizes: true),
            GoodnessContrast(.mean, loss: .threshold),
            GoodnessContrast(.sum, loss: .symmetric(sharpness: 2), minimizes: true),
        ])
    func tellsGoodness(objective: GoodnessContrast) {
        let work = Matrix([1, 2, 0, 0] as [Double], columns: 2)
        let evidence = Matrix(.float64, rows: 2, columns: 1)
        objective.score(Exam(engine: Engine(threads: 1), work: work, evidence: evidence))
        let told = evidence.values(as: Double.self).map {
            objective.goodness(evidence: $0, width: 2)
        }
        expectNear(told, objective.goodness == .sum ? [5, 0] : [2.5, 0])
    }

    @Test("The printed loss keeps the contract too, but without a threshold it hardly learns")
    func printedHardlyLearns() {
        let findings = findings {
            checkObjective(
                GoodnessContrast(.sum, loss: .printed, presentation: Self.shown(.append)))
        }
        let isOfLearning = findings.map {
            $0.contains("tells only") || $0.contains("does not learn")
        }
        #expect(!findings.isEmpty && isOfLearning.allSatisfy { $0 }, "\(findings)")
    }
}
