import OnwardObjectives
import OnwardSettings

/// An objective of a user's own, with a setting of its own: declared here and nowhere else.
struct ShiftedContrast: Objective {
    static let name = "shifted-contrast"
    var shift = 0.25
    static let settings: [Setting<ShiftedContrast>] = [
        Setting(
            "evidence-shift", \.shift, .number(.share), was: [Version(0, 2, 0): "0.5"],
            search: SearchTerms(place: 99) { _ in "0.1..0.9" },
            "How far evidence is shifted.")
    ]

    var readsHead: Bool { true }
    func teach(_ lesson: Lesson) { CrossEntropy().teach(lesson) }
    func score(_ exam: Exam) { CrossEntropy().score(exam) }
}
