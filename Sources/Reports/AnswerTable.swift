import OnwardInference

/// Answers as lines of a table with commas: the sample, its class, and the evidence for every class; empty
/// where evidence is no number.
package enum AnswerTable {
    package static func header(classes: [String]) -> String {
        CommaSeparated.line(["sample", "class"] + classes.map { "evidence \($0)" })
    }

    /// - Parameter sample: its file's name, or its number.
    package static func row(_ answer: Answer, sample: String) -> String {
        CommaSeparated.line(
            [sample, answer.isFinite ? answer.name : ""]
                + answer.evidence.map { $0.isFinite ? "\($0)" : "" })
    }
}
