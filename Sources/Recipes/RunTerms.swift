import OnwardSettings

/// How long a run trains, from which random numbers, and where its weights lie.
package struct RunTerms: Configurable {
    /// That each block learns for; where it was left open, the least until the samples are counted.
    package var epochs = 10 { didSet { leavesEpochsOpen = false } }
    package private(set) var leavesEpochsOpen = true
    /// Epochs without a better validation accuracy after which training stops; nil for never.
    package var patience: Int?
    package var seed: UInt64 = 1
    /// A folder for the weights' files; nil for memory.
    package var offload: String?

    package init() {}

    package static let settingsGroup = "Run"
    package static let settings: [Setting<RunTerms>] = [
        Setting(
            "epochs", \.givenEpochs, SettingForm<Int>.whole(0...1_000_000_000).or("auto"),
            was: [Version(0, 2, 0): "10"],
            """
            Epochs that each block learns for; 0 writes the initialized model; auto is 10, or of few \
            samples as many as change the weights 1,000 times, at most 100.
            """),
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

    private var givenEpochs: Int? {
        get { leavesEpochsOpen ? nil : epochs }
        set {
            if let newValue { epochs = newValue } else { (epochs, leavesEpochsOpen) = (10, true) }
        }
    }

    /// Settles the epochs where they were left open.
    ///
    /// - Parameter batches: of one epoch.
    mutating func settle(batches: Int) {
        guard leavesEpochsOpen else { return }
        epochs = min(100, max(10, (1000 + batches - 1) / max(batches, 1)))
    }
}
