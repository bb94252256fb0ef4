/// What a register says of a sample, in a word: 48 bits of its hash, 14 of its label, 2 of what it is for.
struct SampleEntry: Sendable, Equatable {
    let word: UInt64

    /// Behind the parts: a sample that is no longer there.
    private static let goneBits: UInt64 = 3
    private static let keyBits: UInt64 = ~0xffff

    init(_ word: UInt64) { self.word = word }

    init(_ key: UInt64, _ label: Int32, _ part: DataPart) {
        let place = DataPart.allCases.firstIndex(of: part) ?? 0
        word = key | UInt64(label & 0x3fff) << 2 | UInt64(place)
    }

    static func key(_ hash: UInt64) -> UInt64 { hash & keyBits }

    var key: UInt64 { word & SampleEntry.keyBits }

    func hasLabel(_ label: Int32) -> Bool { word >> 2 & 0x3fff == UInt64(label & 0x3fff) }

    var isThere: Bool { word & 3 != SampleEntry.goneBits }

    /// One that is no longer there counts as trained on.
    var part: DataPart { isThere ? DataPart.allCases[Int(word & 3)] : .train }

    var gone: SampleEntry { SampleEntry(word | SampleEntry.goneBits) }
}
