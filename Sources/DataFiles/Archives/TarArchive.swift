import Foundation
import OnwardData
import OnwardSettings

/// Reads a tar archive from front to back, compressed with gzip or not.
///
/// - Reference: IEEE Std 1003.1, *pax*, "ustar Interchange Format".
package final class TarArchive {
    private let file: InflatedFile
    private var chunk: ArraySlice<UInt8> = []

    package struct Entry {
        package let name: String
        package let content: [UInt8]
    }

    private static let blockByteCount = 512
    /// A larger file is not read into memory, whatever the archive says.
    private static let greatestEntry = 1 << 28

    package init(_ url: URL) throws(FileError) { file = try InflatedFile(url) }

    /// The next file whose name `wants` accepts; nil at the archive's end. Others are passed over.
    package func next(where wants: (String) -> Bool = { _ in true }) throws(FileError) -> Entry? {
        while let header = try read(TarArchive.blockByteCount) {
            // A block of zeros marks the end.
            guard header.contains(where: { $0 != 0 }) else { break }
            try check(header)
            let prefix = TarArchive.text(header[345..<500])
            let name = (prefix.isEmpty ? "" : prefix + "/") + TarArchive.text(header[0..<100])
            let size = Int(TarArchive.text(header[124..<136]), radix: 8) ?? -1
            guard size >= 0, size <= file.greatestByteCount else {
                throw damaged("a size of \(TarArchive.text(header[124..<136])) for \(name)")
            }
            let isFile = header[156] == 0 || header[156] == UInt8(ascii: "0")
            let padding = (TarArchive.blockByteCount - size % 512) % TarArchive.blockByteCount
            guard isFile && wants(name) else {
                try skip(size + padding)
                continue
            }
            guard size <= TarArchive.greatestEntry else {
                throw damaged("\(size) bytes for \(name), more than \(TarArchive.greatestEntry)")
            }
            guard let content = try read(size) else { throw damaged("no content of \(name)") }
            try skip(padding)
            return Entry(name: name, content: content)
        }
        return nil
    }

    /// The header's bytes add up to what it says, its own eight counted as spaces.
    private func check(_ header: [UInt8]) throws(FileError) {
        let sum = header.enumerated().reduce(0) { sum, byte in
            sum + ((148..<156).contains(byte.offset) ? 32 : Int(byte.element))
        }
        guard Int(TarArchive.text(header[148..<156]), radix: 8) == sum else {
            throw damaged("a header with a wrong sum")
        }
    }

    /// Nil where nothing is left.
    private func read(_ count: Int) throws(FileError) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if chunk.isEmpty { chunk = ArraySlice(try file.nextChunk()) }
            if chunk.isEmpty && bytes.isEmpty { return nil }
            guard !chunk.isEmpty else { throw damaged("an early end") }
            let taken = chunk.prefix(count - bytes.count)
            bytes += taken
            chunk.removeFirst(taken.count)
        }
        return bytes
    }

    private func skip(_ count: Int) throws(FileError) {
        var left = count
        while left > 0 {
            if chunk.isEmpty { chunk = ArraySlice(try file.nextChunk()) }
            guard !chunk.isEmpty else { throw damaged("an early end") }
            let taken = min(left, chunk.count)
            chunk.removeFirst(taken)
            left -= taken
        }
    }

    private func damaged(_ got: String) -> FileError {
        FileError(
            .damaged, at: file.url, expected: "a whole tar archive", got: got,
            remedy: "fetch the file again")
    }

    /// Up to the first zero, without spaces around.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            .trimmingCharacters(in: .whitespaces)
    }
}
