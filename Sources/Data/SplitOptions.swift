import OnwardSettings

/// Which share of the samples is set aside to test with, where the data has only one part.
package struct SplitOptions: Configurable {
    package var testShare = 0.2

    package init() {}

    package static let settingsGroup = "Kind of data"
    package static let settings: [Setting<SplitOptions>] = [
        Setting(
            "test-share", \.testShare, .number(.share),
            "Share of the samples to test with, where the data has no such part.")
    ]
}
