import OnwardData

/// Fashion-MNIST: articles of clothing, 28 × 28 grey pixels, 60,000 to train on and 10,000 to
/// test with.
///
/// - Reference: Xiao, Rasul and Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking
///   Machine Learning Algorithms*, 2017.
public enum FashionMNIST: IDXSource {
    public static let name = "fashion-mnist"
    public static let summary = "articles of clothing, 28 × 28 grey, 60,000 + 10,000, 10 classes"
    package static let classes = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot",
    ]
    package static let debianPackage: String? = "dataset-fashion-mnist"
    package static let mirror = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
    package static let files = [
        RemoteFile(
            "train-images-idx3-ubyte.gz",
            checksum: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        RemoteFile(
            "train-labels-idx1-ubyte.gz",
            checksum: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        RemoteFile(
            "t10k-images-idx3-ubyte.gz",
            checksum: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        RemoteFile(
            "t10k-labels-idx1-ubyte.gz",
            checksum: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ]

    public static func load(_ request: DataRequest) throws -> Dataset { try loadFiles(request) }

    public static func isHere(_ folders: DataFolders) -> Bool { hasFiles(folders) }
}
