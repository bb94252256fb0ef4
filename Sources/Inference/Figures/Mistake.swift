/// A sample whose class was told wrong.
package struct Mistake: Sendable, Equatable {
    /// Its number among those asked about.
    package let sample: Int
    package let truth: Int
    package let answer: Int
    /// The share that softmax gives the answer, in 0…1.
    package let share: Double

    /// Those that the network was surest of, the surest first; of equally sure ones that with the
    /// greatest lead over the next class.
    ///
    /// - Parameters:
    ///   - evidence: [N · C], of which what is no number is no answer.
    ///   - temperature: what evidence is divided by before shares are made of it.
    static func surest(
        _ count: Int, labels: [Int], evidence: [Float], classes: Int, temperature: Double
    ) -> [Mistake] {
        var found: [(mistake: Mistake, lead: Float)] = []
        for (row, truth) in labels.enumerated() {
            let own = evidence[row * classes..<(row + 1) * classes]
            let answer = Answer.strongest(own)
            guard answer != truth, own.allSatisfy(\.isFinite) else { continue }
            let best = own[own.startIndex + answer]
            let next = own.indices.filter { $0 != own.startIndex + answer }.map { own[$0] }.max()
            let mistake = Mistake(
                sample: row, truth: truth, answer: answer,
                share: Shares(of: own, at: temperature).largest)
            found.append((mistake, best - (next ?? best)))
        }
        found.sort {
            ($0.mistake.share, $0.lead, $1.mistake.sample)
                > ($1.mistake.share, $1.lead, $0.mistake.sample)
        }
        return found.prefix(count).map(\.mistake)
    }
}
