import OnwardCatalog
import OnwardPictures
import OnwardSettings

/// Settings that somebody gave, as a recipe before the rest is settled.
extension SettingValues {
    /// As a file: the version, and what was given.
    package func yaml(_ catalog: Catalog = .withPictures) throws -> String {
        try RecipeText(sheet: RecipeSheet(catalog)).yaml(self)
    }

    /// Whether two files mean the same training, whichever versions wrote them and however much
    /// they say. Their comments count.
    package static func mean(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        let texts = RecipeText(sheet: RecipeSheet())
        func meaning(_ text: String) -> SettingValues? {
            (try? texts.values(in: text, of: "a recipe", unversioned: .first)).flatMap {
                try? Recipe($0).values
            }
        }
        func comments(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.hasPrefix("#") }
        }
        let meanings = (meaning(first), meaning(second))
        return meanings.0 != nil && meanings.0 == meanings.1 && comments(first) == comments(second)
    }
}
