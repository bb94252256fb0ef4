import OnwardCatalog
import OnwardCompute
import OnwardObjectives
import OnwardOptimizers
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
            guard let setting = TunedSetting(rawValue: String(parts[0])) else {
                throw UnknownNameError(
                    "searched setting", String(parts[0]),
                    known: TunedSetting.allCases.map(\.rawValue))
            }
            try SettingsError.require(
                ranges[setting] == nil, "search", "each setting once", got: notation)
            ranges[setting] = try SearchRange(parts[1], for: setting)
        }
        self.ranges = ranges
    }

    /// What is searched where nothing is said: what the recipe's optimizer and objective have use for.
    package static func usual(for recipe: Recipe, objective: any Objective) throws -> SearchSpace {
        var items = [
            recipe.optimizer == SGD.name ? "lr=0.001..1" : "lr=0.0001..0.01",
            recipe.optimizer == AdamW.name
                ? "weight-decay=0|0.001|0.01|0.1" : "weight-decay=0|1e-05|0.0001|0.001",
            "batch-size=64|128|256",
        ]
        if recipe.blocks == nil { items.append("dropout=0..0.3") }
        if let contrast = objective as? GoodnessContrast, contrast.loss == .threshold {
            items.append(
                contrast.goodness == .mean ? "threshold=0.3..5" : "threshold=width|10|100|1000")
        }
        return try SearchSpace(items.joined(separator: ","))
    }

    /// - Throws: where a searched setting would change nothing.
    func check(for recipe: Recipe, objective: any Objective) throws {
        if ranges[.dropout] != nil && recipe.blocks != nil {
            throw RecipeError(
                "the recipe lists its layers under blocks, where dropout has no place; leave it out "
                    + "of the search, or name the layers by network")
        }
        let contrast = objective as? GoodnessContrast
        if ranges[.threshold] != nil && contrast?.loss != .threshold {
            throw RecipeError(
                "only a goodness-contrast with the loss threshold has one to search for; leave "
                    + "threshold out of the search")
        }
    }

    /// The recipe of a trial, counted from 1. The first is the recipe as it stands, so that the
    /// search begins with what there was; the others are drawn by seed, trial and setting, whatever
    /// else is searched.
    func recipe(ofTrial trial: Int, of recipe: Recipe) -> Recipe {
        guard trial > 1 else { return recipe }
        var drawn = recipe
        let random = RandomSource(seed: recipe.seed, for: .tuning)[trial]
        for (setting, range) in ranges {
            setting.set(range.draw(setting, by: random[setting.key]), in: &drawn)
        }
        return drawn
    }

    /// The searched settings of a trial's recipe.
    func settings(of recipe: Recipe) -> [TunedSetting: TunedValue] {
        Dictionary(
            uniqueKeysWithValues: ranges.keys.compactMap { setting in
                setting.value(in: recipe).map { (setting, $0) }
            })
    }

    /// In the order of the settings, whatever order they were given in.
    package var settings: [TunedSetting] { TunedSetting.allCases.filter { ranges[$0] != nil } }

    package var description: String {
        settings.compactMap { setting in
            ranges[setting].map { "\(setting.rawValue)=\($0)" }
        }.joined(separator: ",")
    }
}
