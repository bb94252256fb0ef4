/// How large the number is that is written for a label's class.
package enum LabelStrength: Sendable, Hashable {
    /// This number, above 0.
    case number(Float)
    /// The sample's largest number.
    case largest
    /// As large as makes it this share, between 0 and 1, of the sum of squares of the sample and its
    /// label; 1 in a sample that is all zeros. So a sample in other units is shown alike.
    case share(Double)

    /// 0 where it is no number of its own.
    var number: Float { if case .number(let number) = self { number } else { 0 } }

    /// The square of the strength by the sample's sum of squares, where a class has `run` numbers; 0
    /// where there is none.
    package func ratio(run: Int) -> Float {
        guard case .share(let share) = self else { return 0 }
        return Float(share / (1 - share) / Double(run))
    }

    var isPositive: Bool {
        switch self {
        case .number(let number): number > 0
        case .largest: true
        case .share(let share): share > 0 && share < 1
        }
    }
}
