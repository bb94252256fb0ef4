import OnwardRecipes
import OnwardSettings

/// A recipe's setting that can be searched for: one whose owner says how.
package struct TunedSetting: Hashable, Sendable {
    package let key: String
    /// What its random numbers are keyed by.
    let place: Int
    /// Whether twice as much counts the same everywhere in a range.
    let isLogarithmic: Bool
    let kind: SettingKind

    /// In the order of their random numbers.
    package static let all = RecipeSheet().entries.compactMap { TunedSetting($0.declaration) }
        .sorted { $0.place < $1.place }

    private init?(_ declaration: SettingDeclaration) {
        guard let place = declaration.searchPlace else { return nil }
        self.place = place
        key = declaration.key
        isLogarithmic = declaration.isLogarithmic
        kind = declaration.kind
    }

    var isWhole: Bool { if case .whole = kind { true } else { false } }

    /// - Throws: where the setting cannot have the value.
    func check(_ value: TunedValue) throws(SettingsError) {
        try SettingsError.require(
            kind.takes(value.description), "search", "such that \(key) is \(kind.expected)",
            got: value)
    }
}
