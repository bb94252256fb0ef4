import Foundation

/// Goes through the words of a text: letters, digits and apostrophes, in small letters.
///
/// Letters beyond ASCII count as they are written, but for the two forms that Unicode has of some; everything
/// else parts words. Words are bytes: a text has hundreds of them, and no string is made of each.
struct Words {
    private let text: [UInt8]
    private var place = 0
    /// The word that was found last.
    private(set) var word: [UInt8] = []

    init(in text: [UInt8]) {
        self.text = text
        word.reserveCapacity(64)
    }

    /// Finds the next word; false at the end.
    mutating func next() -> Bool {
        word.removeAll(keepingCapacity: true)
        var all: UInt8 = 0
        while place < text.count {
            let byte = text[place]
            place += 1
            switch byte {
            case 0x41...0x5a: word.append(byte | 0x20)
            case 0x61...0x7a, 0x30...0x39, 0x80...0xff: word.append(byte)
            case 0x27 where !word.isEmpty: word.append(byte)
            default:
                if !word.isEmpty {
                    spell(all)
                    return true
                }
            }
            all |= byte
        }
        spell(all)
        return !word.isEmpty
    }

    /// - Parameter all: what bits any of the bytes had.
    private mutating func spell(_ all: UInt8) {
        if all >= 0x80 { word = Words.spelled(word) }
    }

    /// The bytes of a word in the one form in which words are compared, Unicode's NFC.
    static func spelled(_ word: [UInt8]) -> [UInt8] {
        Array(String(decoding: word, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
    }

    /// A number for some bytes, and for those of two words with a blank between, that is the same on every
    /// machine (FNV-1a).
    ///
    /// - Parameter start: the number of what stands before them.
    static func hash(_ bytes: [UInt8], after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
