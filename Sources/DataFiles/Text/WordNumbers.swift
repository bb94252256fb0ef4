/// Numbers words from 0 on, in the order in which they first come.
///
/// A table of open places: a word is looked for from the place on that its hash says.
struct WordNumbers {
    /// All words, one behind the other.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// A word's number and 1 more; 0 for none. A power of two, of which half are free at least.
    private var places = [Int32](repeating: 0, count: 1 << 12)

    var count: Int { ends.count }

    func text(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    /// Nil where a word has none.
    func number(of word: [UInt8], _ hash: UInt64) -> Int? {
        let found = Int(places[place(of: word, hash)])
        return found == 0 ? nil : found - 1
    }

    /// A word's number, a new one where it has none.
    mutating func insert(_ word: [UInt8], _ hash: UInt64) -> Int {
        let place = place(of: word, hash)
        if places[place] > 0 { return Int(places[place]) - 1 }
        bytes += word
        ends.append(bytes.count)
        hashes.append(hash)
        places[place] = Int32(count)
        if 2 * count > places.count { grow() }
        return count - 1
    }

    /// Where a word is, or is to be.
    private func place(of word: [UInt8], _ hash: UInt64) -> Int {
        let last = places.count - 1
        var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & last
        while places[place] > 0, !isWord(Int(places[place]) - 1, word, hash) {
            place = (place + 1) & last
        }
        return place
    }

    private func isWord(_ number: Int, _ word: [UInt8], _ hash: UInt64) -> Bool {
        guard hashes[number] == hash else { return false }
        let range = range(number)
        guard range.count == word.count else { return false }
        for index in 0..<word.count where bytes[range.lowerBound + index] != word[index] {
            return false
        }
        return true
    }

    private mutating func grow() {
        let last = 2 * places.count - 1
        places = [Int32](repeating: 0, count: 2 * places.count)
        for number in 0..<count {
            var place = Int(truncatingIfNeeded: hashes[number] ^ hashes[number] >> 32) & last
            while places[place] > 0 { place = (place + 1) & last }
            places[place] = Int32(number + 1)
        }
    }
}
