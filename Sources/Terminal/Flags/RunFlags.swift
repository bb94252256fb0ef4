// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Run.
package struct RunFlags: ParsableArguments {
    @Option(
        help: """
            Epochs that each block learns for; 0 writes the initialized model; auto is 10, or \
            of few samples as many as change the weights 1,000 times, at most 100. Default: \
            auto.
            """,
        completion: .list([
            "auto"
        ]))
    var epochs: String?
    @Option(
        help: """
            Stop after so many epochs without a better validation accuracy. Default: none.
            """,
        completion: .list([
            "none"
        ]))
    var patience: String?
    @Option(
        help: """
            Decides over all random numbers. Default: 1.
            """)
    var seed: String?
    @Option(
        help: """
            Keep weights in files of this folder, of which memory holds one block's; needs \
            the layerwise training schedule.
            """,
        completion: .file())
    var offload: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "epochs": epochs,
            "patience": patience,
            "seed": seed,
            "offload": offload,
        ]
    }
}
