import OnwardData
import OnwardSettings

/// Bytes that come from front to back, a chunk at a time.
protocol ByteChunks: AnyObject {
    /// Where they come from, for messages.
    var place: String { get }
    /// More bytes than this cannot come.
    var greatestByteCount: Int { get }
    /// The next bytes; none at the end.
    func nextChunk() throws(FileError) -> [UInt8]
}

extension InflatedFile: ByteChunks {
    var place: String { url.path }
}
