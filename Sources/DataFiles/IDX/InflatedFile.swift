import Foundation
import OnwardData
import OnwardSettings

/// Reads a file from front to back in chunks, undoing gzip on the way where it is compressed.
///
/// gzip is recognized by its first two bytes, not by the file's name. Memory stays at two chunks.
/// A compressed file must be whole: an early end, a wrong checksum and bytes after the end are
/// errors.
package final class InflatedFile {
    static let chunkByteCount = 1 << 18
    /// No gzip stream is longer than so many times its compressed form.
    private static let greatestInflation = 1032

    package let url: URL
    let storedByteCount: Int
    private let handle: FileHandle
    private var stored: [UInt8] = []
    /// How many of the stored bytes were read.
    private var taken = 0
    private let inflater: Inflater?
    private var isInsideStream = true

    /// - Parameter inflates: whether gzip is undone; the bytes come as they are where it is not.
    package convenience init(_ url: URL, inflates: Bool = true) throws(FileError) {
        try self.init(FilePath(url), inflates: inflates)
    }

    package init(_ path: FilePath, inflates: Bool = true) throws(FileError) {
        url = URL(fileURLWithPath: path.text)
        let file = open(path.cString, O_RDONLY)
        guard file >= 0 else {
            throw InflatedFile.unreadable(url, String(cString: strerror(errno)))
        }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            storedByteCount = Int(try handle.seekToEnd())
            try handle.seek(toOffset: 0)
            stored = [UInt8](try handle.read(upToCount: InflatedFile.chunkByteCount) ?? Data())
        } catch {
            throw InflatedFile.unreadable(url, error.localizedDescription)
        }
        inflater = inflates && stored.starts(with: [0x1f, 0x8b]) ? Inflater() : nil
    }

    /// More bytes than this cannot come out of the file.
    var greatestByteCount: Int {
        guard inflater != nil else { return storedByteCount }
        let (product, overflows) = storedByteCount.multipliedReportingOverflow(
            by: InflatedFile.greatestInflation)
        return overflows ? .max : product
    }

    /// The next bytes: a full chunk, fewer only before the end, none at the end.
    package func nextChunk() throws(FileError) -> [UInt8] {
        guard let inflater else {
            defer { stored = [] }
            return stored.isEmpty ? try readStored() : stored
        }
        var chunk = [UInt8](repeating: 0, count: InflatedFile.chunkByteCount)
        var filled = 0
        while filled < chunk.count {
            if taken == stored.count { (stored, taken) = (try readStored(), 0) }
            guard taken < stored.count else {
                try checkEnd()
                break
            }
            try inflate(with: inflater, into: &chunk, filled: &filled)
        }
        chunk.removeLast(chunk.count - filled)
        return chunk
    }

    private func inflate(
        with inflater: Inflater, into chunk: inout [UInt8], filled: inout Int
    ) throws(FileError) {
        // gzip allows several streams one behind the other.
        if !isInsideStream { inflater.restart() }
        isInsideStream = true
        switch inflater.inflate(stored, taken: &taken, into: &chunk, filled: &filled) {
        case .inside: break
        case .ended: isInsideStream = false
        case .damaged(let reason): throw damaged(reason)
        }
    }

    private func checkEnd() throws(FileError) {
        guard inflater != nil, isInsideStream else { return }
        throw damaged("an end after \(storedByteCount) bytes, in the middle of the stream")
    }

    private func damaged(_ got: String) -> FileError {
        FileError(
            .damaged, at: url, expected: "a whole gzip file", got: got,
            remedy: "fetch the file again")
    }

    private func readStored() throws(FileError) -> [UInt8] {
        do {
            return [UInt8](try handle.read(upToCount: InflatedFile.chunkByteCount) ?? Data())
        } catch {
            throw InflatedFile.unreadable(url, error.localizedDescription)
        }
    }

    private static func unreadable(_ url: URL, _ reason: String) -> FileError {
        FileError(
            .inaccessible, at: url, expected: "a file that can be read",
            got: reason, remedy: "check that it exists and its permissions")
    }
}
