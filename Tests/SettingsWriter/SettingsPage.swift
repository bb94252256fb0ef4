import OnwardCatalog
import OnwardRecipes
import OnwardSettings

/// `Documentation/Settings.md`: every setting, what it can be and what it is where it is not given.
struct SettingsPage {
    let sheet: RecipeSheet
    let algorithms: [Algorithm]

    var text: String {
        ([introduction] + sheet.groups.map(table) + [presets, searched]).joined(separator: "\n")
    }

    private var introduction: String {
        """
        # Settings

        Keys of recipes, and with two dashes in front the flags of `onward train`, `tune` and
        `benchmark`. Written by `make settings` from what the settings' owners declare.

        A file that names its `version` takes that version's defaults for what it leaves out; one
        without takes those below. Who chooses another algorithm, objective, optimizer or training
        schedule than a recipe does has forgotten the settings of the recipe's.

        """
    }

    private func table(of group: String) -> String {
        let rows = sheet.entries.filter { $0.declaration.group == group }.map { entry in
            let declaration = entry.declaration
            let owners = sheet.owners(of: entry).map { "Of \($0). " } ?? ""
            var cells = [
                "`\(declaration.key)`", cell(declaration.kind.expected),
                cell(sheet.shownDefault(of: entry) ?? (declaration.kind == .flag ? "false" : "–")),
                cell(owners + declaration.help),
            ]
            let earlier = declaration.earlierDefaults.map { "before \($0.0): \($0.1)" }
            if !earlier.isEmpty { cells[2] += "; " + earlier.joined(separator: "; ") }
            return "| \(cells.joined(separator: " | ")) |\n"
        }
        return "## \(group)\n\n| key | values | default | what it does |\n|---|---|---|---|\n"
            + rows.joined()
    }

    private var presets: String {
        let keys = Set(algorithms.flatMap { $0.presets.keys }).sorted()
        let rows = keys.map { key in
            let values = algorithms.map { $0.presets[key]?.value(in: .current) ?? "–" }
            return "| `\(key)` | \(values.joined(separator: " | ")) |\n"
        }
        return "## What algorithms preset\n\n| key | "
            + algorithms.map(\.shortName).joined(separator: " | ") + " |\n|---"
            + algorithms.map { _ in "|---" }.joined() + "|\n" + rows.joined()
    }

    private var searched: String {
        let keys = sheet.entries.filter { $0.declaration.searchPlace != nil }
            .map { "`\($0.declaration.key)`" }
        return "## What `onward tune` can search\n\n\(keys.joined(separator: ", ")).\n"
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
