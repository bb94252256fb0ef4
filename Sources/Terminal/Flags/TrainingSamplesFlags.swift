// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Training samples.
package struct TrainingSamplesFlags: ParsableArguments {
    @Option(
        help: """
            Spoil the training samples: the shares of clean images, images with noise, images \
            with blank bottom rows, and pure noise with random labels, such as \
            clean=0.5,noise=0.3,pure=0.2, or quarters for 0.25 each. The test samples stay \
            clean. Default: none.
            """,
        completion: .list([
            "quarters",
            "none",
        ]))
    var corrupt: String?
    @Option(
        help: """
            Change every training image each time it is shown: shift:2 moves it by up to so \
            many pixels, crop:4 too and continues it by its mirror image, flip mirrors it \
            left for right every other time, rotation:15 turns it by up to so many degrees, \
            cutout:8 blanks a square. Several are separated by commas: crop:4,flip. Default: \
            none.
            """,
        completion: .list([
            "none"
        ]))
    var augment: String?
    @Option(
        help: """
            Share of the training samples held out to validate with. Default: 0.1.
            """)
    var validation: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "corrupt": corrupt,
            "augment": augment,
            "validation": validation,
        ]
    }
}
