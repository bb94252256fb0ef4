import OnwardSettings

/// What a recipe is trained on: a data set's name or path, and what its kind of data can be told.
package struct RecipeData: Configurable {
    /// A known data set or a path; empty where none is named.
    package var name = ""
    /// Where known sets are looked for before the usual places.
    package var directory: String?
    /// What the kind of data can be told, as it was given.
    package var options = SettingValues()

    package init() {}

    /// Nothing where none is named.
    private static let namedPath = SettingForm<String>(
        .path, read: { $0 }, write: { $0.isEmpty ? nil : $0 })

    package static let settingsGroup = "Data"
    package static let settings: [Setting<RecipeData>] = [
        Setting(
            "data", \.name, namedPath, "A known data set, or the path of a file or folder."),
        Setting(
            "data-dir", \.directory, SettingForm<String>.path.orNothing,
            "A folder to look for known data sets in before the usual places."),
    ]
}
