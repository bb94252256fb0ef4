import OnwardCompute
import OnwardRecipes
import OnwardSettings

/// A recipe's setting that can be searched for.
package enum TunedSetting: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case lr
    case weightDecay = "weight-decay"
    case threshold
    case dropout
    case batchSize = "batch-size"

    /// What its random numbers are keyed by. Part of every seed's meaning: it never changes.
    var key: Int {
        switch self {
        case .lr: 1
        case .weightDecay: 2
        case .threshold: 3
        case .dropout: 4
        case .batchSize: 5
        }
    }

    /// Whether twice as much counts the same everywhere in a range.
    var isLogarithmic: Bool { self != .dropout }

    func value(in recipe: Recipe) -> TunedValue? {
        switch self {
        case .lr: recipe.lr.map(TunedValue.number)
        case .weightDecay: recipe.weightDecay.map(TunedValue.number)
        case .threshold: recipe.threshold.map(TunedValue.init)
        case .dropout: .number(recipe.dropout)
        case .batchSize: .number(Double(recipe.batchSize))
        }
    }

    func set(_ value: TunedValue, in recipe: inout Recipe) {
        switch (self, value) {
        case (.threshold, _): recipe.threshold = value.description
        case (.lr, .number(let number)): recipe.lr = number
        case (.weightDecay, .number(let number)): recipe.weightDecay = number
        case (.dropout, .number(let number)): recipe.dropout = number
        case (.batchSize, .number(let number)): recipe.batchSize = Int(number)
        case (_, .name(let name)): preconditionFailure("\(rawValue) \(name) was checked before")
        }
    }

    /// - Throws: where the setting cannot have the value.
    func check(_ value: TunedValue) throws(SettingsError) {
        let (isFit, expected): (Bool, String) =
            switch (self, value) {
            case (.threshold, .name(let name)): (name == "width", "a number, or width")
            case (.threshold, .number): (true, "a number, or width")
            case (.lr, .number(let number)): (number > 0, "above 0")
            case (.weightDecay, .number(let number)): (number >= 0, "at least 0")
            case (.dropout, .number(let number)): (0..<1 ~= number, "at least 0 and below 1")
            case (.batchSize, .number(let number)):
                (
                    1...1e9 ~= number && number == number.rounded(),
                    "a whole number from 1 to 1000000000"
                )
            case (_, .name): (false, "a number")
            }
        try SettingsError.require(isFit, "searched \(rawValue)", expected, got: value)
    }
}
