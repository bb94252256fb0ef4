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
        path = url.path
        do throws(SafetensorsError.Reason) {
            file = try StoredFile(url)
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
            throw SafetensorsError(path: url.path, reason: error)
        }
    }

    /// The tensor of this name, where there is one.
    package subscript(name: String) -> TensorEntry? { indices[name].map { tensors[$0] } }

    /// Fills a matrix with a tensor of the same type and of this shape.
    package func read(
        _ name: String, shape: [Int], into matrix: Matrix
    ) throws(SafetensorsError) {
        let entry = try entry(name)
        guard entry.shape == shape else {
            throw SafetensorsError(
                path: path,
                reason: .mismatch(
                    name: name, expected: "\(shape) \(matrix.elementType)",
                    got: "\(entry.shape) \(entry.elementType)"))
        }
        try read(name, into: matrix)
    }

    /// Fills a matrix with a tensor of the same type and count.
    package func read(_ name: String, into matrix: Matrix) throws(SafetensorsError) {
        let entry = try entry(name)
        guard entry.elementType == matrix.elementType, entry.count == matrix.count else {
            let expected = "[\(matrix.rows), \(matrix.columns)] \(matrix.elementType)"
            let got = "\(entry.shape) \(entry.elementType)"
            throw SafetensorsError(
                path: path, reason: .mismatch(name: name, expected: expected, got: got))
        }
        let place = start + entry.bytes.lowerBound
        do {
            if matrix.isContiguous { return try read(at: place, into: matrix) }
            let size = SafetensorsFile.partRows(of: matrix)
            for first in stride(from: 0, to: matrix.rows, by: size) {
                let rows = matrix.rows(first..<min(first + size, matrix.rows))
                let part = Matrix(matrix.elementType, rows: rows.rows, columns: rows.columns)
                let before = first * matrix.columns * matrix.elementType.byteCount
                try read(at: place + before, into: part)
                rows.copy(from: part)
            }
        } catch {
            throw SafetensorsError(path: path, reason: error)
        }
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
        let matrix = Matrix(
            entry.elementType, rows: rows, columns: rows == 0 ? 0 : entry.count / rows)
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
