import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Reads an array in NumPy's format: bytes as they are, all other numbers as float32.
///
/// Strict: the file must hold what its header says, to the byte, and no infinity or NaN.
struct NPYArray {
    let header: NPYHeader
    private let chunks: any ByteChunks
    private var left: ArraySlice<UInt8>

    /// Reads the header.
    init(_ chunks: any ByteChunks) throws(FileError) {
        self.chunks = chunks
        left = ArraySlice(try chunks.nextChunk())
        do throws(NPYHeader.Fault) {
            header = try NPYHeader(left)
        } catch {
            throw NPYArray.damaged(chunks, error.got)
        }
        left.removeFirst(header.byteCount)
        let count = header.sizes.reduce(Double(header.number.byteCount)) { $0 * Double($1) }
        guard count + Double(header.byteCount) <= Double(chunks.greatestByteCount) else {
            throw NPYArray.damaged(
                chunks, "\(header.sizes) numbers in a file that cannot hold them")
        }
    }

    /// - Parameter rows: how many samples there are; nil for as many as the first size says.
    /// - Returns: [rows, numbers to a sample] of uint8 where the file has bytes without a sign, of
    ///   float32 otherwise.
    mutating func matrix(rows: Int? = nil) throws(FileError) -> Matrix {
        let isBytes = header.number.kind == "u" && header.number.byteCount == 1
        let rows = rows ?? header.sizes[0]
        let columns = header.sizes.reduce(1, *) / rows
        let matrix = Matrix(isBytes ? .uint8 : .float32, rows: rows, columns: columns)
        for row in 0..<matrix.rows {
            let bytes = try take(columns * header.number.byteCount)
            if isBytes {
                matrix.rows(row..<row + 1).assign(bytes: bytes.span.bytes)
                continue
            }
            let numbers = (0..<columns).map { Float(number(in: bytes, at: $0)) }
            if let stray = numbers.firstIndex(where: { !$0.isFinite }) {
                throw NPYArray.damaged(
                    chunks, "\(numbers[stray]) in sample \(row), number \(stray)")
            }
            matrix.rows(row..<row + 1).assign(numbers)
        }
        try checkEnd()
        return matrix
    }

    /// Whole numbers, one for each sample.
    mutating func integers() throws(FileError) -> [Int] {
        guard header.sizes.dropFirst().allSatisfy({ $0 == 1 }) else {
            throw NPYArray.damaged(
                chunks,
                "labels of shape \(header.sizes); one number for each sample is read, "
                    + "so write the argmax of one-hot labels")
        }
        let bytes = try take(header.sizes[0] * header.number.byteCount)
        try checkEnd()
        return try (0..<header.sizes[0]).map { index throws(FileError) in
            let value = number(in: bytes, at: index)
            guard let label = Int(exactly: value) else {
                throw NPYArray.damaged(chunks, "label \(value) of sample \(index)")
            }
            return label
        }
    }

    private func number(in bytes: [UInt8], at index: Int) -> Double {
        let (count, start) = (header.number.byteCount, index * header.number.byteCount)
        var bits: UInt64 = 0
        for place in 0..<count {
            let byte = header.number.hasHighByteFirst ? count - 1 - place : place
            bits |= UInt64(bytes[start + byte]) << UInt64(8 * place)
        }
        switch header.number.kind {
        case "f" where count == 4: return Double(Float(bitPattern: UInt32(bits)))
        case "f": return Double(bitPattern: bits)
        case "i":
            // Shifted up and down again, so that the sign fills the upper bits.
            let unused = UInt64(64 - 8 * count)
            return Double(Int64(bitPattern: bits << unused) >> Int64(unused))
        default: return Double(bits)
        }
    }

    private mutating func take(_ count: Int) throws(FileError) -> [UInt8] {
        while left.count < count {
            let chunk = try chunks.nextChunk()
            guard !chunk.isEmpty else {
                throw NPYArray.damaged(chunks, "an end before the last of \(header.sizes) numbers")
            }
            left += chunk
        }
        defer { left.removeFirst(count) }
        return Array(left.prefix(count))
    }

    /// Nothing may follow; only at its end does an archive's file check its sum.
    private func checkEnd() throws(FileError) {
        guard left.isEmpty, try chunks.nextChunk().isEmpty else {
            throw NPYArray.damaged(chunks, "more than \(header.sizes) numbers")
        }
    }

    private static func damaged(_ chunks: any ByteChunks, _ got: String) -> FileError {
        FileError(
            .damaged, at: chunks.place,
            expected: "an NPY array of uint8, other whole numbers, float32 or float64",
            got: got, remedy: "write it again with numpy.save or numpy.savez")
    }
}
