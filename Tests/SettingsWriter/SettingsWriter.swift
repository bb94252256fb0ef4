import Foundation
import OnwardCatalog
import OnwardPictures
import OnwardRecipes

/// Writes what follows from the settings' declarations: the command's flags and the page about them.
///
/// Run in the project's folder, by `make settings`.
@main
enum SettingsWriter {
    static func main() throws {
        for (path, text) in contents(.withPictures) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    /// By path from the project's folder.
    static func contents(_ catalog: Catalog) -> [String: String] {
        let sheet = RecipeSheet(catalog)
        var contents = FlagSource(sheet: sheet).files.reduce(into: [:]) { files, file in
            files["\(flagFolder)/\(file.key)"] = file.value
        }
        contents["Documentation/Settings.md"] =
            SettingsPage(sheet: sheet, algorithms: catalog.algorithms).text
        return contents
    }

    static let flagFolder = "Sources/Terminal/Flags"
}
