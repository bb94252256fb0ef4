import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Reads an array in NumPy's format: bytes as they are, all other numbers as float32, in whatever order
/// they lie.
///
/// Strict: the file must hold what its header says, to the byte, and no infinity or NaN.
struct NPYArray {
    let header: NPYHeader
    private let chunks: any ByteChunks
    private var left: ArraySlice<UInt8>

    /// Where it is, for messages.
    var place: String { chunks.place }

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
        guard !isOfTexts else { throw NPYArray.damaged(chunks, "texts where numbers are samples") }
        let isBytes = header.number.kind == "u" && header.number.byteCount == 1
        let rows = rows ?? header.sizes[0]
        let columns = header.sizes.reduce(1, *) / rows
        let matrix = Matrix(isBytes ? .uint8 : .float32, rows: rows, columns: columns)
        let sizes = Array(rows == header.sizes[0] ? header.sizes.dropFirst() : header.sizes[...])
        let places = header.hasFirstFastest ? NPYArray.placesFirstFastest(sizes) : []
        for index in 0..<(header.hasFirstFastest ? columns : rows) {
            let part =
                header.hasFirstFastest
                ? matrix.columns(places[index]..<places[index] + 1) : matrix.rows(index..<index + 1)
            if isBytes {
                part.assign(try take(part.count))
            } else {
                part.assign(try floats(part.count))
            }
        }
        try checkEnd()
        return matrix
    }

    /// Where the numbers of a sample that lie first size fastest belong with the last one fastest.
    private static func placesFirstFastest(_ sizes: [Int]) -> [Int] {
        var places = [0]
        var stride = sizes.reduce(1, *)
        for size in sizes {
            stride /= size
            places = (0..<size).flatMap { step in places.map { $0 + step * stride } }
        }
        return places
    }

    /// Labels, one for each sample.
    mutating func labels() throws(FileError) -> StoredLabels {
        guard header.sizes.dropFirst().allSatisfy({ $0 == 1 }) else {
            throw NPYArray.damaged(
                chunks,
                "labels of shape \(header.sizes); one for each sample is read, so write the argmax of "
                    + "one-hot labels")
        }
        let (count, width) = (header.sizes[0], header.number.byteCount)
        let bytes = try take(count * width)
        try checkEnd()
        guard !isOfTexts else {
            let texts = (0..<count).map { text(of: bytes[$0 * width..<($0 + 1) * width]) }
            return StoredLabels(values: .texts(texts), place: place)
        }
        let numbers = try (0..<count).map { index throws(FileError) in
            let value = number(in: bytes, at: index)
            guard let label = Int(exactly: value) else {
                throw NPYArray.damaged(chunks, "label \(value) of sample \(index)")
            }
            return label
        }
        return StoredLabels(values: .numbers(numbers), place: place)
    }

    private var isOfTexts: Bool { "US".contains(header.number.kind) }

    /// A text that is filled up with zeros: of bytes, or of characters of four bytes each.
    private func text(of bytes: ArraySlice<UInt8>) -> String {
        guard header.number.kind == "U" else {
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let scalars = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).compactMap {
            let bytes = Array(bytes[$0..<$0 + 4])
            let ordered = header.number.hasHighByteFirst ? bytes : bytes.reversed()
            return Unicode.Scalar(ordered.reduce(0) { $0 << 8 | UInt32($1) })
        }
        return String(String.UnicodeScalarView(scalars.prefix { $0 != "\0" }))
    }

    /// The next numbers, as float32.
    private mutating func floats(_ count: Int) throws(FileError) -> [Float] {
        let bytes = try take(count * header.number.byteCount)
        let numbers = (0..<count).map { Float(number(in: bytes, at: $0)) }
        if let stray = numbers.first(where: { !$0.isFinite }) {
            throw NPYArray.damaged(chunks, "\(stray) where only finite numbers can be read")
        }
        return numbers
    }

    private func number(in bytes: [UInt8], at index: Int) -> Double {
        let (count, start) = (header.number.byteCount, index * header.number.byteCount)
        var bits: UInt64 = 0
        for place in 0..<count {
            let byte = header.number.hasHighByteFirst ? count - 1 - place : place
            bits |= UInt64(bytes[start + byte]) << UInt64(8 * place)
        }
        switch header.number.kind {
        case "f" where count == 2: return Double(Float16(bitPattern: UInt16(bits)))
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
            expected: "an NPY array of uint8, other whole numbers, float16, float32 or float64",
            got: got, remedy: "write it again with numpy.save or numpy.savez")
    }
}
