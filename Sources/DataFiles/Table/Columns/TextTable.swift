/// Different texts, numbered in the order in which they came first.
struct TextTable: Sendable {
    /// One behind the other, and where each begins and the next does.
    private var content: [UInt8] = []
    private var starts: [Int] = [0]
    private var hashes: [UInt64] = []
    /// By hash, 1 + a text's number; 0 where there is none. Never more than half are taken.
    private var slots: [Int32] = [Int32](repeating: 0, count: 64)

    var count: Int { hashes.count }

    /// A text's number, new where it has not come before.
    mutating func number(of field: FieldBlock.Field, in bytes: Span<UInt8>) -> Int {
        let hash = TextTable.hash(field, bytes)
        let slot = slot(of: field, hash, bytes)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        for index in field.range { content.append(bytes[index]) }
        starts.append(content.count)
        hashes.append(hash)
        slots[slot] = Int32(hashes.count)
        if 2 * hashes.count > slots.count { grow() }
        return hashes.count - 1
    }

    /// Nil for one that has not come before.
    func known(_ field: FieldBlock.Field, in bytes: Span<UInt8>) -> Int? {
        let slot = slot(of: field, TextTable.hash(field, bytes), bytes)
        return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
    }

    /// Where it is, or is to be.
    private func slot(of field: FieldBlock.Field, _ hash: UInt64, _ bytes: Span<UInt8>) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, equals(number, field, bytes) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func equals(_ number: Int, _ field: FieldBlock.Field, _ bytes: Span<UInt8>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == field.count else { return false }
        for index in field.range where bytes[index] != content[start + index - field.start] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: 2 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }

    /// FNV-1a, its upper bits folded into the lower ones that find a slot.
    private static func hash(_ field: FieldBlock.Field, _ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in field.range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return hash ^ (hash >> 32)
    }
}
