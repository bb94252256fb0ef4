/// CIFAR-10: photos of animals and vehicles, 32 × 32 pixels in color, 50,000 to train on and 10,000
/// to test with.
///
/// - Reference: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
public enum CIFAR10: CIFARSource {
    public static let name = "cifar10"
    public static let summary = "photos of ten kinds, 32 × 32 color, 50,000 + 10,000, 10 classes"
    public static let classes = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    public static let trainFiles = (1...5).map { "data_batch_\($0).bin" }
    public static let testFiles = ["test_batch.bin"]
    public static let labelByteCount = 1
    public static let mirror = "https://www.cs.toronto.edu/~kriz/"
    /// The archive's own sum, not its content's: the archive is the only form that is published.
    public static let files = [
        RemoteFile(
            "cifar-10-binary.tar.gz",
            storedChecksum: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
    ]
}
