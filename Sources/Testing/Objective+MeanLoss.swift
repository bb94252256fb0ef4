import OnwardCompute
import OnwardObjectives

extension Objective {
    /// Teaches, and reads the mean loss that was written.
    package func meanLoss(of lesson: Lesson) -> Double {
        teach(lesson)
        return lesson.engine.mean(of: lesson.loss)
    }
}
