import OnwardSettings

/// How long a run trains, from which random numbers, and where its weights lie.
package struct RunTerms: Configurable {
    /// That each block learns for.
    package var epochs = 10
    /// Epochs without a better validation accuracy after which training stops; nil for never.
    package var patience: Int?
    package var seed: UInt64 = 1
    /// A folder for the weights' files; nil for memory.
    package var offload: String?

    package init() {}

    package static let settingsGroup = "Run"
    package static let settings: [Setting<RunTerms>] = [
        Setting(
            "epochs", \.epochs, .whole(0...1_000_000_000),
            "Epochs that each block learns for; 0 writes the initialized model."),
        Setting(
            "patience", \.patience, SettingForm<Int>.whole(1...1_000_000_000).or("none"),
            "Stop after so many epochs without a better validation accuracy."),
        Setting("seed", \.seed, .whole(0 ... .max), "Decides over all random numbers."),
        Setting(
            "offload", \.offload, SettingForm<String>.path.orNothing,
            """
            Keep weights in files of this folder, of which memory holds one block's; needs the \
            layerwise training schedule.
            """),
    ]
}
