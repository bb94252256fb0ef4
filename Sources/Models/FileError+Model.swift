import OnwardSettings

extension FileError {
    /// Tensors without a description of their network.
    package static func foreignModel(_ path: String) -> FileError {
        FileError(
            .foreign, at: path, expected: "a model that Onward wrote",
            got: "tensors without a description of their network",
            remedy: "give the model.safetensors of a run folder")
    }

    /// The description of the network is there and does not hold.
    package static func unreadableModel(_ path: String, _ got: String) -> FileError {
        FileError(
            .damaged, at: path, expected: "a description of a network that holds", got: got,
            remedy: "copy the file again, or train a new model")
    }
}
