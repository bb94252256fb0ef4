import OnwardData

/// CIFAR-10: photos of animals and vehicles, 32 × 32 pixels in color, 50,000 to train on and 10,000
/// to test with.
///
/// - Reference: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
package enum CIFAR10: CIFARSource {
    package static let name = "cifar10"
    package static let summary = "photos of ten kinds, 32 × 32 color, 50,000 + 10,000, 10 classes"
    package static let classes = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    package static let trainFiles = (1...5).map { "data_batch_\($0).bin" }
    package static let testFiles = ["test_batch.bin"]
    package static let labelByteCount = 1
    package static let mirror = "https://www.cs.toronto.edu/~kriz/"
    /// The archive's own sum, not its content's: the archive is the only form that is published.
    package static let files = [
        RemoteFile(
            "cifar-10-binary.tar.gz",
            storedChecksum: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
    ]
}
