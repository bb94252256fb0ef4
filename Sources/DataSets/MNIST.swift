import OnwardData

/// MNIST: handwritten digits, 28 × 28 grey pixels, 60,000 to train on and 10,000 to test with.
///
/// - Reference: LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document
///   Recognition*, 1998.
public enum MNIST: IDXSource {
    public static let name = "mnist"
    public static let summary = "handwritten digits, 28 × 28 grey, 60,000 + 10,000, 10 classes"
    package static let classes = (0...9).map(String.init)
    package static let mirror = "https://ossci-datasets.s3.amazonaws.com/mnist/"
    package static let files = [
        RemoteFile(
            "train-images-idx3-ubyte.gz",
            checksum: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        RemoteFile(
            "train-labels-idx1-ubyte.gz",
            checksum: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        RemoteFile(
            "t10k-images-idx3-ubyte.gz",
            checksum: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        RemoteFile(
            "t10k-labels-idx1-ubyte.gz",
            checksum: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ]

    public static func load(_ request: DataRequest) throws -> Dataset { try loadFiles(request) }

    public static func isHere(_ folders: DataFolders) -> Bool { hasFiles(folders) }
}
