import OnwardCompute

/// Trains a block to tell the classes apart by its head's evidence.
///
///     P = softmax(evidence)        loss = −(1/N) Σ log P[n, label]        error = (P − Y) / N
///
/// Where classes are weighed, each sample's loss is multiplied by its class's weight.
///
/// With one layer to a block this is Mono-Forward, whose projection matrix is the head; with all
/// layers in one block it is the usual network, whose output layer is the head.
///
/// - Shapes: evidence [N, C].
/// - Reference: Gong, Li and Abdulla, *Mono-Forward*, 2025, §3.1.
public struct CrossEntropy: Objective, ClassWeighing {
    public static let name = "cross-entropy"

    public init() {}

    public var readsHead: Bool { true }

    package var weighsClasses: Bool { true }

    public func teach(_ lesson: Lesson) {
        lesson.engine.crossEntropy(
            of: lesson.work, labels: lesson.labels, error: lesson.error, losses: lesson.losses,
            mean: lesson.loss)
        guard let weights = lesson.weights else { return }
        lesson.engine.weigh(lesson.error, by: weights)
        lesson.engine.weigh(lesson.losses, by: weights)
        lesson.engine.mean(of: lesson.losses, into: lesson.loss)
    }

    public func score(_ exam: Exam) { exam.evidence.copy(from: exam.work) }
}

extension Objective where Self == CrossEntropy {
    /// `objective: .crossEntropy`, Mono-Forward's.
    public static var crossEntropy: CrossEntropy { CrossEntropy() }
}
