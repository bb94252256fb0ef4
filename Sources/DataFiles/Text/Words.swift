/// The words of a text: letters, digits and apostrophes, in small letters.
///
/// Letters beyond ASCII count as they are written; everything else parts words.
enum Words {
    static func forEach(in text: [UInt8], _ body: (String) -> Void) {
        var word: [UInt8] = []
        for byte in text {
            switch byte {
            case 0x41...0x5a: word.append(byte | 0x20)
            case 0x61...0x7a, 0x30...0x39, 0x80...0xff: word.append(byte)
            case 0x27 where !word.isEmpty: word.append(byte)
            default:
                if !word.isEmpty { body(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { body(String(decoding: word, as: UTF8.self)) }
    }

    /// A number for two words in a row that is the same on every machine (FNV-1a).
    static func hash(_ first: String, _ second: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in first.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0x20) &* 0x100_0000_01b3
        for byte in second.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
