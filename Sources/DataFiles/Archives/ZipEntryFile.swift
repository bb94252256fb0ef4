import CZlib
import Foundation
import OnwardData
import OnwardSettings

/// Reads one file of a ZIP archive from front to back; an early end and a wrong checksum are errors.
final class ZipEntryFile: ByteChunks {
    let place: String
    let greatestByteCount: Int
    private let entry: ZipArchive.Entry
    private let file: ArchiveFile
    private let inflater: Inflater?
    /// Where the next stored bytes are, and where they end.
    private var next: Int
    private let end: Int
    private var stored: [UInt8] = []
    /// How many of the stored bytes were read.
    private var taken = 0
    private var isEnded = false
    private var received = 0
    private var checksum: UInt = 0

    /// No stream is longer than so many times its compressed form.
    private static let greatestInflation = 1032
    private static let mark: UInt32 = 0x0403_4b50
    private static let headerByteCount = 30

    init(_ entry: ZipArchive.Entry, in archive: ZipArchive) throws(FileError) {
        self.entry = entry
        place = "\(archive.url.path): \(entry.name)"
        file = try ArchiveFile(archive.url)
        let header = try file.read(at: entry.offset, count: ZipEntryFile.headerByteCount)
        guard header.number4(at: 0) == ZipEntryFile.mark else {
            throw file.damaged("no file where \(entry.name) is to be")
        }
        next =
            entry.offset + ZipEntryFile.headerByteCount + header.number2(at: 26)
            + header.number2(at: 28)
        end = next + entry.storedByteCount
        inflater = entry.isDeflated ? Inflater(isRaw: true) : nil
        let most = entry.storedByteCount * (entry.isDeflated ? ZipEntryFile.greatestInflation : 1)
        greatestByteCount = min(entry.byteCount, most)
    }

    func nextChunk() throws(FileError) -> [UInt8] {
        var chunk: [UInt8] = []
        if let inflater {
            chunk = [UInt8](repeating: 0, count: InflatedFile.chunkByteCount)
            var filled = 0
            while filled < chunk.count && !isEnded {
                if taken == stored.count { (stored, taken) = (try readStored(), 0) }
                guard taken < stored.count else { throw damaged("it ends too early") }
                switch inflater.inflate(stored, taken: &taken, into: &chunk, filled: &filled) {
                case .inside: break
                case .ended: isEnded = true
                case .damaged(let reason): throw damaged(reason)
                }
            }
            chunk.removeLast(chunk.count - filled)
        } else {
            chunk = try readStored()
        }
        received += chunk.count
        checksum = crc32(checksum, chunk, UInt32(chunk.count))
        guard received <= entry.byteCount else { throw damaged("it is longer than it says") }
        if chunk.isEmpty && (received < entry.byteCount || checksum != UInt(entry.checksum)) {
            throw damaged("its length or checksum is wrong")
        }
        return chunk
    }

    private func readStored() throws(FileError) -> [UInt8] {
        let count = min(InflatedFile.chunkByteCount, end - next)
        defer { next += count }
        return try file.read(at: next, count: count)
    }

    private func damaged(_ got: String) -> FileError {
        FileError(
            .damaged, at: place, expected: "a whole file in the archive", got: got,
            remedy: "fetch or write the archive again")
    }
}
