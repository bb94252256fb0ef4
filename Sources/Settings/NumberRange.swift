/// The numbers that a setting can be; never infinite.
package struct NumberRange: Sendable, Hashable {
    private let low: Double
    private let high: Double
    private let takesLow: Bool
    private let takesHigh: Bool

    package static let any = NumberRange(
        low: -.infinity, high: .infinity, takesLow: false, takesHigh: false)

    package static func above(_ low: Double) -> NumberRange {
        NumberRange(low: low, high: .infinity, takesLow: false, takesHigh: false)
    }

    package static func atLeast(_ low: Double) -> NumberRange {
        NumberRange(low: low, high: .infinity, takesLow: true, takesHigh: false)
    }

    /// A share of which something must be left: 0…1 without 1.
    package static let share = NumberRange(low: 0, high: 1, takesLow: true, takesHigh: false)

    package func contains(_ number: Double) -> Bool {
        number.isFinite && (takesLow ? number >= low : number > low)
            && (takesHigh ? number <= high : number < high)
    }

    /// `a number above 0`
    var expected: String {
        let bounds = [
            low.isFinite ? "\(takesLow ? "of at least" : "above") \(SettingText.of(low))" : nil,
            high.isFinite ? "\(takesHigh ? "at most" : "below") \(SettingText.of(high))" : nil,
        ]
        return (["a number"] + [bounds.compactMap { $0 }.joined(separator: " and ")])
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
