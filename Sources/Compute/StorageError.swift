import Foundation

/// Weights cannot be kept in files of this folder.
package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    package let folder: String
    /// What the next weights would have taken.
    package let bytes: Int
    package let reason: String

    init(folder: String, bytes: Int, reason: String) {
        self.folder = folder
        self.bytes = bytes
        self.reason = reason
    }

    init(_ folder: URL, bytes: Int, code: Int32) {
        self.init(folder: folder.path, bytes: bytes, reason: String(cString: strerror(code)))
    }

    package var description: String {
        """
        \(folder): weights of \(bytes) bytes cannot be kept in a file there: \(reason); make room, \
        or choose another folder on a disk
        """
    }
}
