import Foundation
import OnwardData
import OnwardSettings

/// The files in a ZIP archive, stored or deflated, as `numpy.savez` writes them.
///
/// Strict: what is encrypted, split, or larger than 4 GiB is refused by name.
///
/// - Reference: PKWARE, *.ZIP File Format Specification*, §4.3.
struct ZipArchive {
    let url: URL
    let entries: [Entry]

    struct Entry {
        let name: String
        let isDeflated: Bool
        let checksum: UInt32
        let storedByteCount: Int
        let byteCount: Int
        /// Of its own header, from the archive's start.
        let offset: Int
    }

    private static let endMark: UInt32 = 0x0605_4b50
    private static let entryMark: UInt32 = 0x0201_4b50
    /// Bytes of the end's record and of an entry's, without texts.
    private static let (endByteCount, entryByteCount) = (22, 46)

    init(_ url: URL) throws(FileError) {
        self.url = url
        let file = try ArchiveFile(url)
        // A comment of up to 65,535 bytes may follow the record of the end.
        let tailStart = max(file.byteCount - ZipArchive.endByteCount - 0xffff, 0)
        let tail = try file.read(at: tailStart, count: file.byteCount - tailStart)
        let places = stride(
            from: tail.count - ZipArchive.endByteCount, through: 0, by: -1)
        guard let end = places.first(where: { tail.number4(at: $0) == ZipArchive.endMark }) else {
            throw file.damaged("no record of a ZIP archive's end")
        }
        let (count, length) = (tail.number2(at: end + 10), Int(tail.number4(at: end + 12)))
        let start = Int(tail.number4(at: end + 16))
        guard count < 0xffff, start < 0xffff_ffff else {
            throw file.damaged("an archive of more than 4 GiB, which cannot be read")
        }
        guard start + length <= tailStart + end else {
            throw file.damaged("a list of files beyond the archive's end")
        }
        let list = try file.read(at: start, count: length)
        var (entries, place): ([Entry], Int) = ([], 0)
        for _ in 0..<count {
            let entry = try ZipArchive.entry(in: list, at: &place, file)
            entries.append(entry)
        }
        self.entries = entries
    }

    private static func entry(
        in list: [UInt8], at place: inout Int, _ file: ArchiveFile
    ) throws(FileError) -> Entry {
        guard place + entryByteCount <= list.count, list.number4(at: place) == entryMark else {
            throw file.damaged("a damaged list of files")
        }
        let nameEnd = place + entryByteCount + list.number2(at: place + 28)
        let next = nameEnd + list.number2(at: place + 30) + list.number2(at: place + 32)
        guard next <= list.count else { throw file.damaged("a damaged list of files") }
        let name = String(decoding: list[place + entryByteCount..<nameEnd], as: UTF8.self)
        let (flags, method) = (list.number2(at: place + 8), list.number2(at: place + 10))
        guard flags & 1 == 0, method == 0 || method == 8 else {
            throw file.damaged("\(name), which is encrypted or compressed by method \(method)")
        }
        let sizes = [20, 24, 42].map { Int(list.number4(at: place + $0)) }
        guard sizes.allSatisfy({ $0 < 0xffff_ffff }) else {
            throw file.damaged("\(name), of more than 4 GiB, which cannot be read")
        }
        let checksum = list.number4(at: place + 16)
        place = next
        return Entry(
            name: name, isDeflated: method == 8, checksum: checksum, storedByteCount: sizes[0],
            byteCount: sizes[1], offset: sizes[2])
    }
}

extension [UInt8] {
    /// Two bytes, the lowest first.
    func number2(at place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

    /// Four bytes, the lowest first.
    func number4(at place: Int) -> UInt32 {
        UInt32(number2(at: place)) | UInt32(number2(at: place + 2)) << 16
    }
}
