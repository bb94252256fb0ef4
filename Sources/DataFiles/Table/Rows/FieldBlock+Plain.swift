import OnwardCompute

extension FieldBlock {
    /// Rows as most programs write them, whose fields lie between the marks as they are; nil for others:
    /// those with quotation marks, CR, spaces around fields, empty lines, a last line without an end or
    /// fields that are too many or too few.
    init?(plain bytes: [UInt8], _ places: [Int32], separator: UInt8, width: Int?) {
        let firstEnd = places.firstIndex { bytes[Int($0)] == 0x0a } ?? 0
        let width: Int = width ?? firstEnd + 1
        guard TextMarks.arePlainRows(places, in: bytes, separator: separator, width: width) else {
            return nil
        }
        let rows = places.count / width
        self.init(bytes: bytes, ends: places, width: width, lines: (0..<Int32(rows)).map { $0 })
        lineCount = rows
    }
}
