import ArgumentParser
import Foundation
import OnwardRecipes
import OnwardSettings

/// A recipe file, and its settings as flags; each overrides the recipe's.
package struct RecipeOptions: ParsableArguments {
    @Argument(
        help: "A recipe file (YAML) with any of the settings below, without the dashes.",
        completion: .file())
    package var recipe: String?

    @OptionGroup var flags: RecipeFlags

    package init() {}

    /// What was given by flags.
    package var given: SettingValues { SettingValues(flags.given) }

    /// - Parameter data: what stands in for a data set; nil where one must have been named.
    package func makeRecipe(data: String? = nil) throws -> Recipe {
        var flags = given
        flags["data"] = data ?? flags["data"]
        let recipe = try Recipe(file: recipe.map { URL(fileURLWithPath: $0) }, flags: flags)
        if recipe.data.name.isEmpty {
            throw ValidationError(
                "no data set was given; add --data fashion-mnist, --data synthetic-digits (drawn "
                    + "by the program) or the path of a folder")
        }
        try recipe.validate()
        return recipe
    }
}
