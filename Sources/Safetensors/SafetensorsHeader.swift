/// What stands before the numbers, checked so that every tensor lies where it says.
struct SafetensorsHeader {
    /// Longer headers are refused, as the format's own library does.
    static let maximumByteCount = 100_000_000

    private(set) var metadata: [String: String] = [:]
    /// In the order of their bytes.
    private(set) var tensors: [TensorEntry] = []

    init(_ bytes: [UInt8], dataByteCount: Int) throws(SafetensorsError.Reason) {
        var scanner = HeaderScanner(bytes)
        var metadata: [String: String] = [:]
        var tensors: [TensorEntry] = []
        try scanner.object { (scanner, name) throws(SafetensorsError.Reason) in
            if name == "__metadata__" {
                try scanner.object { (scanner, key) throws(SafetensorsError.Reason) in
                    metadata[key] = try scanner.string()
                }
            } else {
                tensors.append(try SafetensorsHeader.entry(name, &scanner))
            }
        }
        try scanner.end()
        self.metadata = metadata
        self.tensors = tensors.sorted {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
        try checkOrder(headerByteCount: bytes.count, dataByteCount: dataByteCount)
    }

    private static func entry(
        _ name: String, _ scanner: inout HeaderScanner
    ) throws(SafetensorsError.Reason) -> TensorEntry {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        try scanner.object { (scanner, key) throws(SafetensorsError.Reason) in
            switch key {
            case "dtype": type = try scanner.string()
            case "shape": shape = try scanner.integers()
            case "data_offsets": offsets = try scanner.integers()
            default: throw .tensor(name: name, "\(key) is no part of an entry")
            }
        }
        guard let type, let shape, let offsets else {
            throw .tensor(name: name, "it needs dtype, shape and data_offsets")
        }
        guard let stored = StoredType(rawValue: type) else {
            throw .tensor(name: name, "dtype \(type) is none of the format's")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw .tensor(name: name, "data_offsets \(offsets) are not a beginning and an end")
        }
        let bytes = offsets[0]..<offsets[1]
        guard byteCount(of: shape, stored) == bytes.count else {
            throw .tensor(name: name, "\(bytes.count) bytes do not hold \(shape) of \(type)")
        }
        return TensorEntry(name: name, type: stored, shape: shape, bytes: bytes)
    }

    /// Nil where the product is too large for any file, or the last byte is not full.
    private static func byteCount(of shape: [Int], _ type: StoredType) -> Int? {
        var count = type.bitCount
        for size in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            if overflows { return nil }
            count = product
        }
        return count % 8 == 0 ? count / 8 : nil
    }

    /// Each tensor begins where the one before ends, and the last ends with the file.
    private func checkOrder(
        headerByteCount: Int, dataByteCount: Int
    ) throws(SafetensorsError.Reason) {
        var end = 0
        for tensor in tensors {
            guard tensor.bytes.lowerBound == end else {
                throw .tensor(
                    name: tensor.name,
                    "its bytes begin at \(tensor.bytes.lowerBound), those before end at \(end)")
            }
            end = tensor.bytes.upperBound
        }
        guard end == dataByteCount else {
            let before = 8 + headerByteCount
            throw .size(
                expected: end.addingReportingOverflow(before).partialValue,
                got: before + dataByteCount)
        }
    }
}
