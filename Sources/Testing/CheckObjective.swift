import OnwardObjectives
import Testing

/// Holds an objective to its contract:
///
/// - The error that it writes is the gradient of the loss that it writes, by differences in double
///   precision and batches of 1, 7 and 33 samples; float32 agrees by all kernels, and stays finite
///   on large numbers.
/// - It scores every class, and does not change what it scores.
/// - A tiny network's losses fall, and every block tells the classes apart by itself.
/// - Learning is local: nothing about block 2 changes block 1.
/// - The same seed gives the same bits.
///
/// What is found is recorded as issues of the running test.
public func checkObjective<Subject: Objective>(
    _ objective: Subject, sourceLocation: SourceLocation = #_sourceLocation
) {
    func report(_ finding: String) {
        Issue.record("\(Subject.name): \(finding)", sourceLocation: sourceLocation)
    }
    do {
        try objective.validate()
        for samples in [1, 7, 33] {
            let check = LessonCheck(objective: objective, samples: samples) {
                report("batch of \(samples): \($0)")
            }
            check.followsTheSlope()
            check.agreesInEveryPrecision()
            check.scoresEveryClass()
            guard (objective as? any ClassWeighing)?.weighsClasses == true else { continue }
            let weighed = LessonCheck(
                objective: objective, samples: samples, weighsClasses: true
            ) { report("batch of \(samples), weighed by class: \($0)") }
            weighed.followsTheSlope()
            weighed.agreesInEveryPrecision()
        }
        let check = LearningCheck(objective: objective, report: report)
        try check.learns()
        try check.staysLocal()
        try check.repeatsItself()
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
