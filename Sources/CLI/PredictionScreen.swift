import OnwardDrawing
import OnwardInference

/// Answers as the command shows them to a person: a line for each, and at the end how many were right.
struct PredictionScreen {
    private var (count, known, right) = (0, 0, 0)

    /// - Parameter truth: the sample's class, where it is known.
    mutating func show(_ answer: Answer, _ name: String, truth: String?) {
        count += 1
        known += truth == nil ? 0 : 1
        right += answer.isFinite && truth == answer.name ? 1 : 0
        print(PredictionScreen.line(answer, name, truth: truth))
    }

    /// `12  cat  90.5 %, then dog 5.1 %, cow 2.0 %  ✗ is dog`
    static func line(_ answer: Answer, _ name: String, truth: String?) -> String {
        let mark =
            truth.flatMap { answer.isFinite && $0 == answer.name ? nil : "  ✗ is \($0)" } ?? ""
        guard answer.isFinite else { return "\(name)  –\(mark)" }
        let best = answer.best(3)
        let others = best.dropFirst().map {
            "\($0.name) \(Decimals.percent($0.probability, places: 1))"
        }
        let used = answer.blocksUsed.map { "  after \($0) block\($0 == 1 ? "" : "s")" } ?? ""
        return "\(name)  \(answer.name)  \(Decimals.percent(best[0].probability, places: 1))"
            + (others.isEmpty ? "" : ", then " + others.joined(separator: ", ")) + used + mark
    }

    func end() {
        let samples = "\(count.formatted()) sample\(count == 1 ? "" : "s")"
        guard known > 0 else { return print(samples) }
        print(
            "\(samples), \(right.formatted()) right "
                + "(\(Decimals.percent(Double(right) / Double(known), places: 1)))")
    }
}
