import OnwardCompute
import OnwardObjectives

/// One objective and one batch, without a network.
struct LessonCheck<Subject: Objective> {
    let objective: Subject
    /// Rows of true samples; those of false ones come to them where an objective contrasts.
    let trueRows: Int
    /// Whether some classes count more than others.
    let weighsClasses: Bool
    let report: (String) -> Void
    private let classes = 5

    init(
        objective: Subject, samples: Int, weighsClasses: Bool = false,
        report: @escaping (String) -> Void
    ) {
        self.objective = objective
        trueRows = samples
        self.weighsClasses = weighsClasses
        self.report = report
    }

    private var contrasts: Bool { objective.presentation != .plain }
    private var rows: Int { contrasts ? 2 * trueRows : trueRows }

    private var columns: Int { objective.readsHead ? classes : 9 }

    private func work(_ type: ElementType, scale: Double = 1, rows: Int? = nil) -> Matrix {
        let numbers = RandomSource(seed: 1, for: .test).normals((rows ?? self.rows) * columns)
        return .holding(numbers.map { scale * $0 }, columns: columns, as: type)
    }

    /// Teaches once; `error` is poisoned before.
    private func teach(
        _ work: Matrix, error: PoisonedRoom, kernels: KernelForm = .native
    ) -> Double {
        error.poison()
        let labels = Matrix((0..<Int32(trueRows)).map { $0 * 3 % Int32(classes) }, columns: 1)
        let weights = (1...classes).map { 0.5 * Double($0) }
        return objective.meanLoss(
            of: Lesson(
                engine: Engine(threads: 1, kernels: kernels), work: work,
                labels: labels, trueRows: trueRows, error: error.matrix,
                losses: Matrix(work.elementType, rows: rows, columns: 1),
                loss: Matrix(.float64, rows: 1, columns: 1),
                weights: weighsClasses
                    ? RowWeights(classes: Matrix(weights, columns: classes), labels: labels) : nil))
    }

    func followsTheSlope() {
        let work = work(.float64)
        let error = PoisonedRoom(.float64, rows: rows, columns: columns)
        let loss = teach(work, error: error)
        if !loss.isFinite { return report("the loss is \(loss)") }
        if let fault = error.fault { return report("the error: \(fault)") }
        // Of the summed loss, so that a large batch's gradient is not too small to be compared.
        let count = Double(rows)
        let fault = CentralDifferences.fault(
            in: error.matrix.numbers.map { count * $0 }, by: work,
            of: { count * teach(work, error: error) })
        if let fault { report("\(rows) times the error \(fault)") }
    }

    func agreesInEveryPrecision() {
        let room = PoisonedRoom(.float64, rows: rows, columns: columns)
        let expectedLoss = teach(work(.float64), error: room)
        let expected = room.matrix.numbers
        let tolerance = 1e-4 * (expected.map(abs).max() ?? 0)
        for kernels in KernelForm.allCases {
            let error = PoisonedRoom(.float32, rows: rows, columns: columns)
            let loss = teach(work(.float32), error: error, kernels: kernels)
            if let fault = error.fault { report("the error by \(kernels) kernels: \(fault)") }
            let got = error.matrix.numbers
            if !zip(got, expected).allSatisfy({ abs($0 - $1) <= tolerance }) {
                report("the error by \(kernels) kernels is \(got), expected \(expected)")
            }
            if !(abs(loss - expectedLoss) <= 1e-4 * max(1, abs(expectedLoss))) {
                report("the loss by \(kernels) kernels is \(loss), expected \(expectedLoss)")
            }
            let extreme = teach(work(.float32, scale: 1e4), error: error, kernels: kernels)
            if !extreme.isFinite || error.fault != nil {
                report("the loss or error on numbers about 10,000 is not finite (\(extreme))")
            }
        }
    }

    func scoresEveryClass() {
        // Where no head is read, every sample comes with every label in turn.
        let work = work(.float32, rows: contrasts ? trueRows * classes : trueRows)
        let before = work.numbers
        let evidence = PoisonedRoom(.float32, rows: trueRows, columns: classes)
        objective.score(
            Exam(engine: Engine(threads: 1), work: work, evidence: evidence.matrix))
        if let fault = evidence.fault { report("the evidence: \(fault)") }
        if work.numbers != before { report("scoring changed what was scored") }
    }
}
