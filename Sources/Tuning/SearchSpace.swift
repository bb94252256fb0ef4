import OnwardCatalog
import OnwardCompute
import OnwardRecipes
import OnwardSettings

/// What is searched for, and among which values: `lr=1e-4..1e-2,batch-size=64|128|256`.
package struct SearchSpace: Hashable, Sendable, CustomStringConvertible {
    package let ranges: [TunedSetting: SearchRange]

    package init(_ notation: String) throws {
        var ranges: [TunedSetting: SearchRange] = [:]
        for item in notation.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw SettingsError(
                    "search", expected: "settings with their values, such as lr=1e-4..1e-2",
                    got: "\"\(item)\"")
            }
            guard let setting = TunedSetting.all.first(where: { $0.key == parts[0] }) else {
                throw UnknownNameError(
                    "searched setting", String(parts[0]), known: TunedSetting.all.map(\.key))
            }
            try SettingsError.require(
                ranges[setting] == nil, "search", "each setting once", got: notation)
            ranges[setting] = try SearchRange(parts[1], for: setting)
        }
        self.ranges = ranges
    }

    /// What is searched where nothing is said: all that the recipe makes use of.
    package static func usual(for recipe: Recipe) throws -> SearchSpace {
        try SearchSpace(
            recipe.usualSearch.map { "\($0.key)=\($0.values)" }.joined(separator: ","))
    }

    /// - Throws: where a searched setting would change nothing.
    func check(for recipe: Recipe) throws {
        let used = recipe.usualSearch.map(\.key)
        guard let idle = settings.first(where: { !used.contains($0.key) }) else { return }
        throw SettingsError(
            "search", expected: "of settings that this recipe makes use of", got: idle.key,
            remedy: "leave it out, or choose among \(used.joined(separator: ", "))")
    }

    /// The recipe of a trial, counted from 1. The first is the recipe as it stands, so that the
    /// search begins with what there was; the others are drawn by seed, trial and setting, whatever
    /// else is searched.
    func recipe(ofTrial trial: Int, of recipe: Recipe) throws -> Recipe {
        guard trial > 1 else { return recipe }
        var drawn = SettingValues()
        let random = RandomSource(seed: recipe.run.seed, for: .tuning)[trial]
        for (setting, range) in ranges {
            drawn[setting.key] = range.draw(setting, by: random[setting.place]).description
        }
        return try recipe.with(drawn)
    }

    /// The searched settings of a trial's recipe, by key.
    func settings(of recipe: Recipe) -> [String: TunedValue] {
        let values = recipe.values
        let pairs = ranges.keys.compactMap { setting in
            values[setting.key].map { (setting.key, TunedValue($0)) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// In the order of the settings, whatever order they were given in.
    package var settings: [TunedSetting] { TunedSetting.all.filter { ranges[$0] != nil } }

    package var description: String {
        settings.compactMap { setting in
            ranges[setting].map { "\(setting.key)=\($0)" }
        }.joined(separator: ",")
    }
}
