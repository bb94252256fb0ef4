import OnwardSettings

/// What the columns of a table are for.
struct TableOptions: Configurable {
    /// The column that holds the classes.
    var label: String?
    var ignored: String?
    /// Columns whose numbers are only names.
    var categorical: String?
    var group: String?
    /// Whether the first line names the columns; nil where that is to be seen.
    var hasHeader: Bool?
    /// What parts a number's decimals from its whole; nil where that is to be seen.
    var decimalMark: DecimalMark?

    static let settingsGroup = "Kind of data"
    static let settings: [Setting<TableOptions>] = [
        column("label-column", \.label, "the column with the classes, by its name or number."),
        column(
            "ignore-columns", \.ignored,
            "columns to leave out, by names or numbers, commas between."
        ),
        column(
            "categorical-columns", \.categorical,
            "columns of numbers that are only names, commas between."),
        column(
            "group-column", \.group,
            """
            a column whose equal values stay together, all to train on, to validate with or to \
            test with.
            """),
        Setting(
            "header", \.hasHeader, SettingForm<Bool>.truth.orNothing, usually: "as it looks",
            "Of a table: whether the first line names the columns."),
        Setting(
            "decimal-mark", \.decimalMark, SettingForm<DecimalMark>.choice.orNothing,
            usually: "as it looks",
            "Of a table: what parts decimals in its numbers; the other mark then parts thousands."),
    ]

    private static func column(
        _ key: String, _ path: any WritableKeyPath<TableOptions, String?> & Sendable,
        _ help: String
    ) -> Setting<TableOptions> {
        Setting(
            key, path, SettingForm<String>.text("names or numbers of columns").orNothing,
            "Of a table: \(help)")
    }
}
