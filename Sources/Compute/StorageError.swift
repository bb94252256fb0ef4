import Foundation

/// Weights cannot be kept in files of this folder.
public struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    public let folder: String
    /// What the next weights would have taken.
    public let bytes: Int
    public let reason: String

    init(folder: String, bytes: Int, reason: String) {
        self.folder = folder
        self.bytes = bytes
        self.reason = reason
    }

    init(_ folder: URL, bytes: Int, code: Int32) {
        self.init(folder: folder.path, bytes: bytes, reason: String(cString: strerror(code)))
    }

    public var description: String {
        """
        \(folder): weights of \(bytes) bytes cannot be kept in a file there: \(reason); make room, \
        or choose another folder on a disk
        """
    }
}
