import ArgumentParser

/// Whether to go on where data is not what a model was trained on.
package struct ChangedDataOptions: ParsableArguments {
    @Flag(
        name: .customLong("accept-changed-data"),
        help: """
            Go on where the data is not what the model was trained on. Samples that it was trained on \
            are never tested.
            """)
    package var areAccepted = false

    package init() {}

    /// Throws where it was given and there is nothing that it could be about.
    package func refuse(without option: String) throws {
        if areAccepted {
            throw ValidationError("--accept-changed-data is for data read again; add \(option)")
        }
    }
}
