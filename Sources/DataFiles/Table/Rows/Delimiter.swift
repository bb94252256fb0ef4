/// Finds out what parts the fields of a file.
enum Delimiter {
    /// - Parameter name: the file's, without `.gz`.
    static func byte(in bytes: [UInt8], name: String) -> UInt8 {
        let isTabbed = [".tsv", ".tab"].contains { name.lowercased().hasSuffix($0) }
        return isTabbed ? UInt8(ascii: "\t") : mostFrequent(in: bytes)
    }

    /// What the first line has most of, outside quotation marks.
    private static func mostFrequent(in bytes: [UInt8]) -> UInt8 {
        var counts = [UInt8](",;\t|".utf8).map { (byte: $0, count: 0) }
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0a || byte == 0x0d { break }
            if let index = counts.firstIndex(where: { $0.byte == byte }) {
                counts[index].count += 1
            }
        }
        return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
    }
}
