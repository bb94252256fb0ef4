import CZlib
import Foundation

/// Writes NPY, ZIP and tar files for tests.
enum ArchiveWriter {
    /// - Parameter type: as NumPy writes it, `<f4`.
    static func npy(_ type: String, _ shape: String, _ numbers: [UInt8], order: String = "False")
        -> [UInt8]
    {
        let text = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(shape)), }"
        let padded = text + String(repeating: " ", count: 63 - (text.utf8.count + 10) % 64) + "\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0] + low(padded.utf8.count, 2)
            + Array(padded.utf8) + numbers
    }

    /// Numbers with their lowest bytes first.
    static func bytes<Number>(_ numbers: [Number]) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } }
    }

    static func zip(_ files: [(name: String, content: [UInt8])], deflates: Bool = true) -> [UInt8] {
        var (archive, list): ([UInt8], [UInt8]) = ([], [])
        for (name, content) in files {
            // zlib's header and trailer do not belong into a ZIP archive.
            let stored =
                deflates ? Array(PNGWriter.deflated(content).dropFirst(2).dropLast(4)) : content
            let sum = Int(crc32(0, content, UInt32(content.count)))
            let about =
                low(0, 2) + low(deflates ? 8 : 0, 2) + low(0, 4) + low(sum, 4)
                + low(stored.count, 4) + low(content.count, 4) + low(name.utf8.count, 2) + low(0, 2)
            list += [0x50, 0x4b, 1, 2, 20, 0, 20, 0] + about + low(0, 10) + low(archive.count, 4)
            list += Array(name.utf8)
            archive += [0x50, 0x4b, 3, 4, 20, 0] + about + Array(name.utf8) + stored
        }
        let end =
            [0x50, 0x4b, 5, 6] + low(0, 4) + low(files.count, 2) + low(files.count, 2)
            + low(list.count, 4) + low(archive.count, 4) + low(0, 2)
        return archive + list + end
    }

    static func tar(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        files.flatMap { name, content -> [UInt8] in
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                header.replaceSubrange(place..<place + text.utf8.count, with: Array(text.utf8))
            }
            put(name, at: 0)
            put(String(content.count, radix: 8), at: 124)
            put("        0", at: 148)
            let sum = header.reduce(0) { $0 + Int($1) }
            put(String(sum, radix: 8), at: 148)
            let padding = [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
            return header + content + padding
        } + [UInt8](repeating: 0, count: 1024)
    }

    static func low(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
    }
}
