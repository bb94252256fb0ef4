import Foundation
import OnwardCompute
import OnwardSettings

/// The values among which one setting is searched for: `1e-4..1e-2` or `64|128|256`.
///
/// Between two numbers values are drawn uniformly by their logarithm, a dropped share by itself, and
/// rounded to three digits, so that a recipe says exactly what was tried. Of choices each is as likely
/// as the next.
package enum SearchRange: Hashable, Sendable, CustomStringConvertible {
    case between(Double, Double)
    case among([TunedValue])

    init(_ notation: some StringProtocol, for setting: TunedSetting) throws(SettingsError) {
        let ends = String(notation).components(separatedBy: "..")
        if ends.count == 2,
            case (.number(let low), .number(let high)) = (
                TunedValue(ends[0]), TunedValue(ends[1])
            )
        {
            let mustBePositive = setting.isLogarithmic
            try SettingsError.require(
                low < high && (low > 0 || !mustBePositive), "search",
                mustBePositive
                    ? "for \(setting.key) a range from a number above 0 to a larger one, or choices such as 0|1e-4"
                    : "for \(setting.key) a range from a number to a larger one", got: notation)
            for end in [low, high] { try setting.check(.number(end)) }
            self = .between(low, high)
            return
        }
        let choices = notation.split(separator: "|", omittingEmptySubsequences: false)
        try SettingsError.require(
            ends.count == 1 && choices.allSatisfy { !$0.isEmpty }, "search",
            "for \(setting.key) a range such as 0.1..0.2 or choices such as 0.1|0.2|0.3",
            got: "\"\(notation)\"")
        let values = choices.map { TunedValue($0) }
        for value in values { try setting.check(value) }
        self = .among(values)
    }

    /// The value that these random numbers stand for.
    func draw(_ setting: TunedSetting, by random: RandomSource) -> TunedValue {
        switch self {
        case .among(let values):
            return values[random.integer(below: values.count, at: 0)]
        case .between(let low, let high):
            let place = Double(random.uniform(at: 0))
            let drawn =
                setting.isLogarithmic
                ? exp(log(low) + place * (log(high) - log(low))) : low + place * (high - low)
            let rounded =
                setting.isWhole
                ? drawn.rounded() : Double(String(format: "%.3g", drawn)) ?? drawn
            return .number(min(max(rounded, low), high))
        }
    }

    package var description: String {
        switch self {
        case .between(let low, let high): "\(TunedValue.number(low))..\(TunedValue.number(high))"
        case .among(let values): values.map(\.description).joined(separator: "|")
        }
    }
}
