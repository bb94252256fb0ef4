import Onward

/// Trains a block's evidence to be 1 for the sample's class and 0 for all others.
///
///     loss = (1/2N) Σ (evidence − Y)²        error = (evidence − Y) / N
///
/// - Shapes: evidence [N, C].
public struct SquaredError: Objective {
    public static let name = "squared-error"

    public init() {}

    public var readsHead: Bool { true }

    public func teach(_ lesson: Lesson) {
        let (engine, error) = (lesson.engine, lesson.error)
        let (classes, rows) = (error.columns, Double(error.rows))
        let labels = lesson.labels.values(as: Int32.self)
        error.copy(from: lesson.work)
        engine.map(error) { place, evidence in
            evidence - (Int(labels[place / classes]) == place % classes ? 1 : 0)
        }
        engine.sumSquares(of: error, factor: 0.5, into: lesson.losses)
        engine.mean(of: lesson.losses, into: lesson.loss)
        engine.map(error) { _, difference in difference / rows }
    }

    public func score(_ exam: Exam) { exam.evidence.copy(from: exam.work) }
}
