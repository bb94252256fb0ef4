/// An objective that can count samples of one class more than those of another (`Lesson.weights`).
package protocol ClassWeighing: Objective {
    /// Whether it does, as it is set.
    var weighsClasses: Bool { get }
}
