/// A file of a published data set.
package struct RemoteFile: Sendable, Equatable {
    package let name: String
    /// SHA-256, in hexadecimal.
    package let checksum: String
    /// Whether the sum is of the decompressed content, because packagers compress anew.
    package let isOfContent: Bool

    package init(_ name: String, checksum: String) {
        self.name = name
        self.checksum = checksum
        isOfContent = true
    }

    /// - Parameter storedChecksum: of the file as it is, where only that is known.
    package init(_ name: String, storedChecksum: String) {
        self.name = name
        checksum = storedChecksum
        isOfContent = false
    }
}
