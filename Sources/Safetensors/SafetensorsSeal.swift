import Foundation

/// The checksums that Onward keeps in a file's metadata, so that damage is noticed and located.
///
///     checksum.blocks.0    over the bytes of the tensors of group `blocks.0`, in file order
///     checksum             over the header, in which its own eight digits are read as zeros
///
/// Files from elsewhere carry none and are believed.
struct SafetensorsSeal {
    static let headerKey = "checksum"
    static let unknown = "00000000"

    private let header: String?
    private let groups: [String: String]

    /// Nil where the metadata has no checksum at all.
    init?(_ metadata: [String: String]) {
        header = metadata[SafetensorsSeal.headerKey]
        let pairs = metadata.filter { $0.key.hasPrefix(SafetensorsSeal.headerKey + ".") }
            .map { (String($0.key.dropFirst(SafetensorsSeal.headerKey.count + 1)), $0.value) }
        groups = Dictionary(uniqueKeysWithValues: pairs)
        if header == nil && groups.isEmpty { return nil }
    }

    static func key(of group: String) -> String { headerKey + "." + group }

    static func isKey(_ key: String) -> Bool { key == headerKey || key.hasPrefix(headerKey + ".") }

    static func removed(from metadata: [String: String]) -> [String: String] {
        metadata.filter { !isKey($0.key) }
    }

    /// Where the digits of the header's own checksum stand. Inside a string the quotes would be
    /// escaped, so these bytes can only be the key and the beginning of its value.
    static func headerDigits(in bytes: [UInt8]) -> Range<Int>? {
        guard let key = bytes.firstRange(of: Array("\"\(headerKey)\":\"".utf8)),
            key.upperBound + 8 <= bytes.count
        else { return nil }
        return key.upperBound..<key.upperBound + 8
    }

    static func checksum(ofHeader bytes: [UInt8], digits: Range<Int>) -> String {
        var blank = bytes
        blank.replaceSubrange(digits, with: unknown.utf8)
        var checksum = Checksum()
        checksum.add(blank.span.bytes)
        return checksum.text
    }

    /// Throws unless every group and the header are as they were written.
    ///
    /// - Parameter start: where the numbers begin in the file.
    func verify(
        header bytes: [UInt8], tensors: [TensorEntry], in file: StoredFile, from start: Int
    ) throws(SafetensorsError.Reason) {
        guard let digits = SafetensorsSeal.headerDigits(in: bytes),
            SafetensorsSeal.checksum(ofHeader: bytes, digits: digits) == header
        else { throw .damaged(groups: ["the header"]) }

        var checksums: [String: Checksum] = [:]
        for tensor in tensors {
            let bytes = start + tensor.bytes.lowerBound..<start + tensor.bytes.upperBound
            var checksum = checksums[tensor.group, default: Checksum()]
            try file.forEachChunk(of: bytes) { checksum.add($0) }
            checksums[tensor.group] = checksum
        }
        let names = Set(groups.keys).union(checksums.keys)
        let damaged = names.filter { groups[$0] != checksums[$0]?.text }
        if !damaged.isEmpty {
            throw .damaged(
                groups: damaged.sorted { $0.compare($1, options: .numeric) == .orderedAscending })
        }
    }
}
