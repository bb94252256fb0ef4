/// A file of a published data set.
public struct RemoteFile: Sendable, Equatable {
    public let name: String
    /// SHA-256 of the decompressed content, in hexadecimal: packagers compress anew.
    public let checksum: String

    public init(_ name: String, checksum: String) {
        self.name = name
        self.checksum = checksum
    }
}
