import Foundation
import OnwardCompute
import OnwardSettings

extension SafetensorsFile {
    /// Writes matrices, row by row, as a safetensors file with checksums, whole or not at all.
    ///
    /// Equal content gives equal bytes. Tensors keep their order, but larger numbers come first, so
    /// that each begins on a multiple of its own size. Those that lie in files themselves are brought
    /// into memory one at a time.
    ///
    /// - Parameter metadata: What to note; keys that are `checksum` or begin with `checksum.` are
    ///   the file's own.
    package static func write(
        tensors: [(name: String, shape: [Int], matrix: Matrix)],
        metadata: [String: String] = [:], to url: URL
    ) throws(FileError) {
        try AtomicFile.write(to: url) { file throws(FileError) in
            try forEachPart(of: tensors, metadata) { part throws(FileError) in
                try file.append(part)
            }
        }
    }

    /// The bytes that such a file would have.
    package static func bytes(
        of tensors: [(name: String, shape: [Int], matrix: Matrix)], metadata: [String: String]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        forEachPart(of: tensors, metadata) { part in
            part.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// A file's bytes, part by part.
    private static func forEachPart<Failure: Error>(
        of tensors: [(name: String, shape: [Int], matrix: Matrix)], _ metadata: [String: String],
        _ body: (RawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        let ordered = tensors.sorted {
            $0.matrix.elementType.byteCount > $1.matrix.elementType.byteCount
        }
        let header = header(of: ordered, metadata: metadata)
        try body(littleEndian(header.count).span.bytes)
        try body(header.span.bytes)
        for tensor in ordered {
            try forEachPart(of: tensor.matrix) { part throws(Failure) in try body(part.bytes) }
            tensor.matrix.evict()
        }
    }

    /// Rows that are put side by side at a time where a matrix lies otherwise: about half a megabyte,
    /// as a copy of all of them would be as large as the weights.
    static func partRows(of matrix: Matrix) -> Int {
        max(1, (1 << 19) / max(1, matrix.columns * matrix.elementType.byteCount))
    }

    /// The matrix in parts whose numbers lie row by row.
    private static func forEachPart<Failure: Error>(
        of matrix: Matrix, _ body: (Matrix) throws(Failure) -> Void
    ) throws(Failure) {
        if matrix.isContiguous { return try body(matrix) }
        let size = partRows(of: matrix)
        for first in stride(from: 0, to: matrix.rows, by: size) {
            try body(matrix.rows(first..<min(first + size, matrix.rows)).rowByRow())
        }
    }

    private static func header(
        of tensors: [(name: String, shape: [Int], matrix: Matrix)], metadata: [String: String]
    ) -> [UInt8] {
        precondition(
            !metadata.keys.contains(where: SafetensorsSeal.isKey), "checksums are the writer's")
        var names: Set<String> = ["__metadata__"]
        var checksums: [String: Checksum] = [:]
        var entries: [String] = []
        var end = 0
        for (name, shape, matrix) in tensors {
            precondition(names.insert(name).inserted, "a second tensor \(name)")
            precondition(
                shape.reduce(1, *) == matrix.count, "\(name): \(matrix.count) numbers for \(shape)")
            forEachPart(of: matrix) {
                checksums[TensorEntry.group(of: name), default: Checksum()].add($0.bytes)
            }
            matrix.evict()
            let begin = end
            end += matrix.count * matrix.elementType.byteCount
            entries.append(
                """
                \(quoted(name)):{"dtype":"\(StoredType(matrix.elementType).rawValue)",\
                "shape":[\(shape.map(String.init).joined(separator: ","))],\
                "data_offsets":[\(begin),\(end)]}
                """)
        }
        var notes = metadata
        notes[SafetensorsSeal.headerKey] = SafetensorsSeal.unknown
        for (group, checksum) in checksums { notes[SafetensorsSeal.key(of: group)] = checksum.text }
        let noted = notes.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + quoted($0.value) }
        entries.insert("\"__metadata__\":{" + noted.joined(separator: ",") + "}", at: 0)
        return sealed("{" + entries.joined(separator: ",") + "}")
    }

    /// Pads the header, so that the data begins on a multiple of 8, and fills in its checksum.
    private static func sealed(_ text: String) -> [UInt8] {
        var bytes = [UInt8](text.utf8)
        bytes.append(contentsOf: repeatElement(0x20, count: (8 - bytes.count % 8) % 8))
        guard let digits = SafetensorsSeal.headerDigits(in: bytes) else {
            preconditionFailure("a header without a place for its checksum")
        }
        let checksum = SafetensorsSeal.checksum(ofHeader: bytes, digits: digits)
        bytes.replaceSubrange(digits, with: checksum.utf8)
        return bytes
    }

    private static func littleEndian(_ length: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
