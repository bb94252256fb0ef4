/// How far the download of one file has come.
package struct DownloadProgress: Sendable, Equatable {
    package let file: String
    /// Bytes on disk, those of earlier attempts included.
    package let received: Int
    /// Bytes of the whole file, where the server says so.
    package let total: Int?
}
