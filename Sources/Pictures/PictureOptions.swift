import OnwardSettings

/// How pictures are read.
struct PictureOptions: Configurable {
    /// What they are resized and cropped to; nil for what suits them.
    var size: PictureSize?
    /// Nil for gray where all files are.
    var color: PictureColor?
    /// Whether damaged files are left out.
    var skipsBad = false

    static let settingsGroup = "Kind of data"
    static let settings: [Setting<PictureOptions>] = [
        Setting(
            "image-size", \.size,
            SettingForm<PictureSize>(
                .text(expected: PictureSize.expected),
                read: { try? PictureSize(notation: $0) }, write: { $0.notation }
            ).or("auto"),
            usually: "their own where all have the same one of at most 64 pixels, or else 32",
            """
            Of pictures: what they are resized and cropped to, a side such as 32, or width and \
            height such as 48x32.
            """),
        Setting(
            "image-color", \.color, SettingForm<PictureColor>.choice.or("auto"),
            usually: "gray where all files are", "Of pictures: gray or color."),
        Setting(
            "skip-bad", \.skipsBad, .flag,
            "Of pictures: leave out damaged files instead of ending with an error."),
    ]
}
