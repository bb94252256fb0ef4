import Foundation

extension FileError {
    /// What the system answered where a file was to be opened or written.
    ///
    /// - Parameter code: `errno`.
    package init(_ code: Int32, at path: String, expected: String) {
        let (reason, remedy): (Reason, String) =
            switch code {
            case ENOSPC, EDQUOT: (.noRoom, "make room, or choose another folder on a disk")
            case ENOENT: (.missing, "create its folder first")
            case EACCES, EPERM, EROFS: (.inaccessible, "choose a folder that you may write to")
            default: (.inaccessible, "choose another folder")
            }
        self.init(
            reason, at: path, expected: expected, got: String(cString: strerror(code)),
            remedy: remedy)
    }
}
