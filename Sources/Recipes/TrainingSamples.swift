import OnwardSettings

/// What becomes of the training samples before a network learns from them.
package struct TrainingSamples: Configurable {
    /// How they are spoiled, in `Corruption`'s notation; nil for not at all.
    package var corruption: String?
    /// What is done to images each time they are shown, such as `shift:2`; nil for nothing.
    package var augmentation: String?
    /// The share that is held out.
    package var validation = 0.1

    package init() {}

    package static let settingsGroup = "Training samples"
    package static let settings: [Setting<TrainingSamples>] = [
        Setting(
            "corrupt", \.corruption,
            SettingForm<String>.text(
                "shares such as clean=0.5,noise=0.5", words: ["quarters"]
            ).or("none"),
            """
            Spoil the training samples: the shares of clean images, images with noise, images with \
            blank bottom rows, and pure noise with random labels, such as \
            clean=0.5,noise=0.3,pure=0.2, or quarters for 0.25 each. The test samples stay clean.
            """),
        Setting(
            "augment", \.augmentation,
            SettingForm<String>.text("augmentations such as shift:2 or crop:4,flip").or("none"),
            """
            Change every training image each time it is shown: shift:2 moves it by up to so many \
            pixels, crop:4 too and continues it by its mirror image, flip mirrors it left for right \
            every other time, rotation:15 turns it by up to so many degrees, cutout:8 blanks a \
            square. Several are separated by commas: crop:4,flip.
            """),
        Setting(
            "validation", \.validation, .number(.share),
            "Share of the training samples held out to validate with."),
    ]
}
