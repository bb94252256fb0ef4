// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Learning rate.
package struct LearningRateFlags: ParsableArguments {
    @Option(
        help: """
            How the learning rate changes: constant, step, cosine or linear-after-half. \
            Default: linear-after-half.
            """,
        completion: .list([
            "constant",
            "step",
            "cosine",
            "linear-after-half",
        ]))
    var schedule: String?
    @Option(
        help: """
            Epochs over which the learning rate grows at the start. Default: 0.
            """)
    var warmupEpochs: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "schedule": schedule,
            "warmup-epochs": warmupEpochs,
        ]
    }
}
