import Foundation
import OnwardCompute

/// A safetensors file that has been opened, checked and, where it has checksums, verified.
///
///     8 bytes    length of the header, little-endian
///     header     {"__metadata__": {…}, "name": {"dtype": …, "shape": …, "data_offsets": …}, …}
///     data       the tensors without gaps
///
/// Nothing that the file says is believed before it is checked against the file's size, so a
/// damaged or forged one costs no memory. The numbers stay in the file until they are asked for, and
/// then go straight to where they are wanted.
///
/// - Reference: https://huggingface.co/docs/safetensors, *Format*.
package struct SafetensorsFile: Sendable {
    package let path: String
    /// What the writer noted, without the checksums.
    package let metadata: [String: String]
    /// In the order in which they lie in the file.
    package let tensors: [TensorEntry]
    private let indices: [String: Int]
    private let file: StoredFile
    /// Where the numbers begin in the file.
    private let start: Int

    package init(reading url: URL) throws(SafetensorsError) {
        try self.init(url.path) { () throws(SafetensorsError.Reason) in try StoredFile(url) }
    }

    /// The same of a file that is in memory.
    ///
    /// - Parameter name: what messages call it.
    package init(_ bytes: [UInt8], called name: String) throws(SafetensorsError) {
        try self.init(name) { StoredFile(bytes) }
    }

    private init(
        _ path: String, _ open: () throws(SafetensorsError.Reason) -> StoredFile
    ) throws(SafetensorsError) {
        self.path = path
        do throws(SafetensorsError.Reason) {
            file = try open()
            let headerLength = try SafetensorsFile.headerLength(file)
            start = 8 + headerLength
            let headerBytes = try file.bytes(8..<start)
            let header = try SafetensorsHeader(
                headerBytes, dataByteCount: file.byteCount - start)
            let seal = SafetensorsSeal(header.metadata)
            try seal?.verify(header: headerBytes, tensors: header.tensors, in: file, from: start)
            tensors = header.tensors
            indices = Dictionary(
                uniqueKeysWithValues: header.tensors.enumerated().map { ($1.name, $0) })
            metadata = SafetensorsSeal.removed(from: header.metadata)
        } catch {
            throw SafetensorsError(path: path, reason: error)
        }
    }

    /// The tensor of this name, where there is one.
    package subscript(name: String) -> TensorEntry? { indices[name].map { tensors[$0] } }

    /// Fills a matrix with a tensor of this shape and of the same type; float32 also with one of float16,
    /// bfloat16 or float64.
    package func read(
        _ name: String, shape: [Int], into matrix: Matrix
    ) throws(SafetensorsError) {
        let entry = try entry(name)
        guard entry.shape == shape else {
            throw mismatch(entry, expected: "\(shape) \(matrix.elementType)")
        }
        try read(name, into: matrix)
    }

    /// The same with a tensor of as many numbers.
    package func read(_ name: String, into matrix: Matrix) throws(SafetensorsError) {
        let entry = try entry(name)
        let isSame = entry.elementType == matrix.elementType
        let isRead = isSame || matrix.elementType == .float32 && entry.type.float32s(in: []) != nil
        guard isRead, entry.count == matrix.count else {
            throw mismatch(
                entry, expected: "[\(matrix.rows), \(matrix.columns)] \(matrix.elementType)")
        }
        let place = start + entry.bytes.lowerBound
        do {
            if isSame && matrix.isContiguous { return try read(at: place, into: matrix) }
            let size = SafetensorsFile.partRows(of: matrix)
            for first in stride(from: 0, to: matrix.rows, by: size) {
                let rows = matrix.rows(first..<min(first + size, matrix.rows))
                let before = first * matrix.columns * entry.type.bitCount / 8
                try read(at: place + before, entry.type, into: rows)
            }
        } catch {
            throw SafetensorsError(path: path, reason: error)
        }
    }

    private func mismatch(_ entry: TensorEntry, expected: String) -> SafetensorsError {
        let got = "\(entry.shape) \(entry.elementType.map { "\($0)" } ?? entry.type.rawValue)"
        return SafetensorsError(
            path: path, reason: .mismatch(name: entry.name, expected: expected, got: got))
    }

    /// Fills rows that lie anywhere with numbers of any type that is read.
    private func read(
        at place: Int, _ type: StoredType, into rows: Matrix
    ) throws(SafetensorsError.Reason) {
        let part = Matrix(rows.elementType, rows: rows.rows, columns: rows.columns)
        if type.elementType == rows.elementType {
            try read(at: place, into: part)
        } else {
            let bytes = try file.bytes(place..<place + rows.count * type.bitCount / 8)
            part.assign(type.float32s(in: bytes) ?? [])
        }
        rows.copy(from: part)
    }

    private func read(at place: Int, into matrix: Matrix) throws(SafetensorsError.Reason) {
        var target = matrix.mutableBytes
        try file.read(at: place, into: &target)
    }

    /// A tensor as a matrix of its own: the first dimension as rows, the others as columns; a plain
    /// list or a single number as one row.
    package func matrix(_ name: String) throws(SafetensorsError) -> Matrix {
        let entry = try entry(name)
        let rows = entry.shape.count > 1 ? entry.shape[0] : 1
        guard let type = entry.elementType else {
            throw mismatch(entry, expected: "of a type that a matrix has")
        }
        let matrix = Matrix(type, rows: rows, columns: rows == 0 ? 0 : entry.count / rows)
        try read(name, into: matrix)
        return matrix
    }

    private func entry(_ name: String) throws(SafetensorsError) -> TensorEntry {
        guard let entry = self[name] else {
            throw SafetensorsError(path: path, reason: .missing(name: name))
        }
        return entry
    }

    private static func headerLength(_ file: StoredFile) throws(SafetensorsError.Reason) -> Int {
        guard file.byteCount >= 8 else {
            throw .header("a file of \(file.byteCount) bytes has none")
        }
        let length = try file.bytes(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(SafetensorsHeader.maximumByteCount) else {
            throw .header(
                "a length of \(length) bytes, of at most \(SafetensorsHeader.maximumByteCount)")
        }
        guard length <= UInt64(file.byteCount - 8) else {
            throw .size(expected: 8 + Int(length), got: file.byteCount)
        }
        return Int(length)
    }
}
