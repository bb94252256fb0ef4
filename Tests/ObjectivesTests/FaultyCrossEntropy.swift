import OnwardCompute
import OnwardObjectives
import OnwardTestSupport
import Synchronization

/// Cross-entropy that breaks its contract in one way: what `checkObjective` must find.
struct FaultyCrossEntropy: Objective {
    enum Fault: String, Codable, CaseIterable {
        case none
        case doublesError
        case leavesErrorUnwritten
        case teachesNothing
        case remembersOtherBlocks
        case scoresAgainstEvidence
        case leavesScoresUnwritten
    }

    static let name = "faulty-cross-entropy"
    /// Lessons given to any block of any network.
    private static let lessons = Mutex(0)

    var fault: Fault

    init() { self.init(.none) }

    init(_ fault: Fault) { self.fault = fault }

    var readsHead: Bool { true }

    func teach(_ lesson: Lesson) {
        let spare = Matrix(
            lesson.error.elementType, rows: lesson.error.rows, columns: lesson.error.columns)
        CrossEntropy().teach(
            Lesson(
                engine: lesson.engine, work: lesson.work, labels: lesson.labels,
                trueRows: lesson.trueRows,
                error: fault == .leavesErrorUnwritten ? spare : lesson.error,
                losses: lesson.losses, loss: lesson.loss))
        switch fault {
        case .doublesError:
            lesson.engine.add(lesson.error, to: lesson.error)
        case .teachesNothing:
            lesson.error.clear()
            lesson.loss.assign([1.0])
        case .remembersOtherBlocks:
            let count = Self.lessons.withLock {
                $0 += 1
                return $0
            }
            // Never twice the same error, whatever trains beside this test.
            lesson.error.assign(
                numbers: lesson.error.numbers.map { $0 * (1 + Double(count) / 100) })
        default:
            break
        }
    }

    func score(_ exam: Exam) {
        if fault == .leavesScoresUnwritten { return }
        CrossEntropy().score(exam)
        if fault == .scoresAgainstEvidence {
            exam.evidence.assign(exam.evidence.values(as: Float.self).map { -$0 })
        }
    }
}
