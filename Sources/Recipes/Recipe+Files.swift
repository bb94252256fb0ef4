import Foundation
import OnwardCatalog
import OnwardPictures
import OnwardSettings

extension Recipe {
    /// What a file says, overridden by flags.
    ///
    /// - Parameter file: a YAML file; nil for none.
    package init(
        file: URL?, flags: SettingValues = [:], catalog: Catalog = .withPictures
    ) throws {
        guard let file else {
            try self.init(flags, catalog: catalog)
            return
        }
        let sheet = RecipeSheet(catalog)
        var said = try Recipe.values(in: file, sheet)
        if let network = flags["network"] {
            said["blocks"] = nil
            if try PaperNotation(network).namesBlocks { said["block-size"] = nil }
        }
        try self.init(sheet.overriding(said, by: flags), catalog: catalog)
    }

    /// What a text says: YAML, of which JSON is a part.
    package init(text: String, catalog: Catalog = .withPictures) throws {
        let sheet = RecipeSheet(catalog)
        try self.init(
            RecipeText(sheet: sheet).values(in: text, of: "the recipe", unversioned: .current),
            catalog: catalog)
    }

    private static func values(in file: URL, _ sheet: RecipeSheet) throws -> SettingValues {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw RecipeError(
                "the recipe \(file.path)", expected: "a file that can be read",
                got: error.localizedDescription)
        }
        return try RecipeText(sheet: sheet).values(
            in: text, of: "the recipe \(file.path)",
            unversioned: isOfRun(file) ? .first : .current)
    }

    /// Whether a run wrote it. The first version's runs said no version in their recipes.
    private static func isOfRun(_ file: URL) -> Bool {
        ["checkpoint.safetensors", "model.safetensors", "trials.jsonl"].contains { name in
            let neighbour = file.deletingLastPathComponent().appending(path: name)
            return FileManager.default.fileExists(atPath: neighbour.path)
        }
    }

    /// The recipe as a file that runs again as it is.
    package var yaml: String {
        get throws { try RecipeText(sheet: RecipeSheet(catalog)).yaml(values) }
    }
}
