/// How far the download of one file has come.
public struct DownloadProgress: Sendable, Equatable {
    public let file: String
    /// Bytes on disk, those of earlier attempts included.
    public let received: Int
    /// Bytes of the whole file, where the server says so.
    public let total: Int?
}
