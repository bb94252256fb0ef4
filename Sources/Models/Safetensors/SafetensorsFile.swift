import Foundation
import OnwardCompute

/// A safetensors file that has been opened, checked and, where it has checksums, verified.
///
///     8 bytes    length of the header, little-endian
///     header     {"__metadata__": {…}, "name": {"dtype": …, "shape": …, "data_offsets": …}, …}
///     data       the tensors without gaps
///
/// Nothing that the file says is believed before it is checked against the file's size, so a
/// damaged or forged one costs no memory. The numbers are mapped, not loaded; writing never
/// changes a file in place, so they stay while this value lives.
///
/// - Reference: https://huggingface.co/docs/safetensors, *Format*.
public struct SafetensorsFile: Sendable {
    public let path: String
    /// What the writer noted, without the checksums.
    public let metadata: [String: String]
    /// In the order in which they lie in the file.
    public let tensors: [TensorEntry]
    private let indices: [String: Int]
    private let data: Data

    public init(reading url: URL) throws(SafetensorsError) {
        path = url.path
        do throws(SafetensorsError.Reason) {
            let content = try SafetensorsFile.content(of: url)
            let headerLength = try SafetensorsFile.headerLength(content)
            let headerBytes = [UInt8](content[8..<8 + headerLength])
            data = content[(8 + headerLength)...]
            let header = try SafetensorsHeader(headerBytes, dataByteCount: data.count)
            let seal = SafetensorsSeal(header.metadata)
            try seal?.verify(header: headerBytes, tensors: header.tensors, data: data)
            tensors = header.tensors
            indices = Dictionary(
                uniqueKeysWithValues: header.tensors.enumerated().map { ($1.name, $0) })
            metadata = SafetensorsSeal.removed(from: header.metadata)
        } catch {
            throw SafetensorsError(path: url.path, reason: error)
        }
    }

    /// The tensor of this name, where there is one.
    public subscript(name: String) -> TensorEntry? { indices[name].map { tensors[$0] } }

    /// Fills a matrix without gaps with a tensor of the same type and count.
    public func read(_ name: String, into matrix: Matrix) throws(SafetensorsError) {
        let entry = try entry(name)
        guard entry.elementType == matrix.elementType, entry.count == matrix.count else {
            let expected = "[\(matrix.rows), \(matrix.columns)] \(matrix.elementType)"
            let got = "\(entry.shape) \(entry.elementType)"
            throw SafetensorsError(
                path: path, reason: .mismatch(name: name, expected: expected, got: got))
        }
        let start = data.startIndex
        let part = data[start + entry.bytes.lowerBound..<start + entry.bytes.upperBound]
        matrix.assign(bytes: part.bytes)
    }

    /// A tensor as a matrix of its own: the first dimension as rows, the others as columns; a plain
    /// list or a single number as one row.
    public func matrix(_ name: String) throws(SafetensorsError) -> Matrix {
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

    /// Devices and pipes may never end, so only regular files are opened.
    private static func content(of url: URL) throws(SafetensorsError.Reason) -> Data {
        do {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: url.resolvingSymlinksInPath().path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw SafetensorsError.Reason.unreadable("it is not a regular file")
            }
            return try Data(contentsOf: url, options: .mappedIfSafe)
        } catch let reason as SafetensorsError.Reason {
            throw reason
        } catch {
            throw .unreadable(error.localizedDescription)
        }
    }

    private static func headerLength(_ data: Data) throws(SafetensorsError.Reason) -> Int {
        guard data.count >= 8 else { throw .header("a file of \(data.count) bytes has none") }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(SafetensorsHeader.maximumByteCount) else {
            throw .header(
                "a length of \(length) bytes, of at most \(SafetensorsHeader.maximumByteCount)")
        }
        guard length <= UInt64(data.count - 8) else {
            throw .size(expected: 8 + Int(length), got: data.count)
        }
        return Int(length)
    }
}
