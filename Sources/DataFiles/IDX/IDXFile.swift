import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Reads IDX, the format of MNIST and its kin: a header, then plain numbers.
///
///     0, 0, type, D        four bytes; type 08 is unsigned bytes, 0D is float32
///     size 1 … size D      32 bits each, the highest byte first
///     numbers              the last size changes fastest; of a float32 the highest byte first
///
/// Strict: the file must hold what its header says, to the byte, and no infinity or NaN.
///
/// - Reference: LeCun, Cortes and Burges, *The MNIST database*, "File formats".
struct IDXFile {
    let url: URL
    /// What the numbers stand for, for messages: "images" or "labels".
    let content: String

    /// - Parameter types: which numbers are welcome; uint8 and float32 can be read.
    /// - Returns: the sizes, and the numbers as stored [size 1, product of the others].
    func read(
        dimensions: Int, types: [ElementType] = [.uint8]
    ) throws(FileError) -> (sizes: [Int], numbers: Matrix) {
        let file = try InflatedFile(url)
        var chunk = try file.nextChunk()[...]
        let (type, sizes) = try readHeader(&chunk, dimensions: dimensions, types)
        let count = try checkedCount(of: sizes, type, in: file)
        let numbers = Matrix(type, rows: sizes[0], columns: count / sizes[0])
        let places = numbers.reshaped(rows: count, columns: 1)
        let byteCount = count * type.byteCount
        var filled = 0
        repeat {
            let next = filled + chunk.count
            guard next <= byteCount else {
                throw wrongSize(expected: byteCount, got: "more than that")
            }
            guard next % type.byteCount == 0 else {
                throw wrongSize(expected: byteCount, got: "\(next)")
            }
            if type == .float32 { try exchangeFloats(&chunk) }
            places.rows(filled / type.byteCount..<next / type.byteCount)
                .assign(bytes: chunk.span.bytes)
            filled = next
            chunk = try file.nextChunk()[...]
        } while !chunk.isEmpty
        guard filled == byteCount else { throw wrongSize(expected: byteCount, got: "\(filled)") }
        return (sizes, numbers)
    }

    /// The four bytes at the front, which say what the numbers are and how many sizes follow.
    static func magic(_ type: ElementType, dimensions: Int) -> [UInt8] {
        [0, 0, type == .float32 ? 0x0d : 0x08, UInt8(dimensions)]
    }

    /// Turns float32 numbers from the file's order of bytes to the machine's, or back.
    static func exchangeBytes(_ bytes: inout ArraySlice<UInt8>) {
        for first in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
            bytes.swapAt(first, first + 3)
            bytes.swapAt(first + 1, first + 2)
        }
    }

    /// Refuses what is no finite number: all eight bits of its exponent are set.
    private func exchangeFloats(_ chunk: inout ArraySlice<UInt8>) throws(FileError) {
        for first in stride(from: chunk.startIndex, to: chunk.endIndex, by: 4) {
            if chunk[first] & 0x7f == 0x7f && chunk[first + 1] & 0x80 != 0 {
                throw damaged(expected: "finite \(content)", got: "an infinity or NaN")
            }
        }
        IDXFile.exchangeBytes(&chunk)
    }

    /// Takes the header from the front of the first chunk.
    private func readHeader(
        _ chunk: inout ArraySlice<UInt8>, dimensions: Int, _ types: [ElementType]
    ) throws(FileError) -> (type: ElementType, sizes: [Int]) {
        let type = types.first {
            chunk.starts(with: IDXFile.magic($0, dimensions: dimensions))
        }
        guard let type else {
            let magics = types.map { type in
                IDXFile.hexadecimal(IDXFile.magic(type, dimensions: dimensions)) + " (\(type))"
            }
            throw damaged(
                expected: "\(magics.joined(separator: " or ")) at the front, for \(content) in "
                    + "\(dimensions) dimension\(dimensions == 1 ? "" : "s")",
                got: chunk.isEmpty ? "an empty file" : IDXFile.hexadecimal(chunk.prefix(4)),
                remedy: "give the IDX file with the \(content)")
        }
        let headerByteCount = 4 + 4 * dimensions
        guard chunk.count >= headerByteCount else {
            throw damaged(
                expected: "a header of \(headerByteCount) bytes", got: "\(chunk.count)")
        }
        chunk.removeFirst(4)
        let sizes = (0..<dimensions).map { _ in
            defer { chunk.removeFirst(4) }
            return chunk.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        return (type, sizes)
    }

    /// How many numbers there are, once it is sure that the file can hold them: a header that
    /// lies must not make us ask for memory.
    private func checkedCount(
        of sizes: [Int], _ type: ElementType, in file: InflatedFile
    ) throws(FileError) -> Int {
        guard sizes.allSatisfy({ $0 > 0 }) else {
            throw damaged(expected: "sizes above 0", got: "\(sizes)")
        }
        var byteCount = type.byteCount
        for size in sizes {
            let (product, overflows) = byteCount.multipliedReportingOverflow(by: size)
            byteCount = overflows ? .max : product
        }
        guard byteCount <= file.greatestByteCount else {
            throw damaged(
                expected: "\(sizes) numbers, as its header says",
                got: "\(file.storedByteCount) stored bytes, which cannot hold them")
        }
        let memory = ProcessInfo.processInfo.physicalMemory
        guard byteCount <= memory else {
            throw damaged(
                expected: "no more than the \(memory) bytes of this machine's memory",
                got: "\(byteCount) bytes of \(content)", remedy: "make a smaller file of it")
        }
        return byteCount / type.byteCount
    }

    private func wrongSize(expected: Int, got: String) -> FileError {
        damaged(expected: "\(expected) bytes of \(content) after the header", got: got)
    }

    private func damaged(
        expected: String, got: String, remedy: String = "fetch the file again"
    ) -> FileError {
        FileError(.damaged, at: url, expected: expected, got: got, remedy: remedy)
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String(format: "%02x", $0) }.joined(separator: " ")
    }
}
