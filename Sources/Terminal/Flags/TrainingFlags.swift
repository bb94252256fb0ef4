// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Training.
package struct TrainingFlags: ParsableArguments {
    @Option(
        help: """
            Samples to a batch; auto is the largest of 16, 32, 64 and 128 that makes an epoch \
            of at least 256 batches, and at most 32 where the lowest layer sees an image's \
            positions. Default: auto.
            """,
        completion: .list([
            "auto"
        ]))
    var batchSize: String?
    @Option(
        help: """
            Compute each batch in so many parts and sum up their gradients: room for the \
            activations of one part, for the same steps. Default: 1.
            """)
    var accumulate: String?
    @Flag(
        help: """
            Show samples in the order of their file.
            """)
    var noShuffle = false
    @Option(
        help: """
            Cores to use. Default: all.
            """,
        completion: .list([
            "all"
        ]))
    var threads: String?
    @Option(
        help: """
            float32; bfloat16 (activations and products, on processors with instructions for \
            it); auto (the faster of these); or bfloat16-emulated (the same numbers on any \
            processor, slower than float32): float32, bfloat16, bfloat16-emulated or auto. \
            Default: float32.
            """,
        completion: .list([
            "float32",
            "bfloat16",
            "bfloat16-emulated",
            "auto",
        ]))
    var precision: String?
    @Option(
        help: """
            Layerwise: MiB that the outputs of blocks that are done may take; above it they \
            are computed again for every batch. Default: 1024.
            """)
    var frozenOutputs: String?
    @Option(
        help: """
            What decides: sum (over blocks), last-block, or one-pass (the reader). Default: \
            sum, or one-pass where no label is shown.
            """,
        completion: .list([
            "sum",
            "last-block",
            "one-pass",
            "usual",
        ]))
    var prediction: String?
    @Option(
        help: """
            How often each block counts in the sum: by its loss on validation data \
            (validation), or as the objective has it (rule), which also holds where there is \
            no such data. Default: the algorithm's.
            """,
        completion: .list([
            "validation",
            "rule",
        ]))
    var votes: String?
    @Option(
        help: """
            How much a training sample counts: as much as any other (none), or the more the \
            fewer there are of its class (balanced). Default: none.
            """,
        completion: .list([
            "none",
            "balanced",
        ]))
    var classWeights: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "batch-size": batchSize,
            "accumulate": accumulate,
            "no-shuffle": noShuffle ? "true" : nil,
            "threads": threads,
            "precision": precision,
            "frozen-outputs": frozenOutputs,
            "prediction": prediction,
            "votes": votes,
            "class-weights": classWeights,
        ]
    }
}
