/// Goes through the terms of a text: its words, and where asked for, pairs of them in a row, which are hashed
/// into buckets.
struct TextTerms {
    private var words: Words
    private let pairBuckets: Int
    /// The number of the word that was found last, as of its bytes.
    private(set) var hash: UInt64 = 0
    /// The bucket of that word and the one before; nil where there is none or none was asked for.
    private(set) var pair: Int?
    private var isFirst = true

    /// - Parameter pairBuckets: 0 for no pairs.
    init(in text: [UInt8], pairBuckets: Int) {
        words = Words(in: text)
        self.pairBuckets = pairBuckets
    }

    /// The word that was found last.
    var word: [UInt8] { words.word }

    /// Finds the next word; false at the end.
    mutating func next() -> Bool {
        let last = hash
        guard words.next() else { return false }
        hash = Words.hash(words.word)
        if pairBuckets > 0 && !isFirst {
            let both = Words.hash(words.word, after: Words.hash([0x20], after: last))
            pair = Int(both % UInt64(pairBuckets))
        }
        isFirst = false
        return true
    }
}
