import Testing

@testable import OnwardDataFiles

@Suite("Numbered words")
struct WordNumbersTests {
    private func bytes(_ number: Int) -> [UInt8] { Array("word\(number)".utf8) }

    @Test("A word has one number, also where the table grows and hashes are the same")
    func numbersWords() {
        var numbers = WordNumbers()
        for round in 0..<2 {
            for word in 0..<9000 {
                // Few hashes, so that places collide and equal hashes do not mean equal words.
                let number = numbers.insert(bytes(word), UInt64(word / 3))
                #expect(number == word, "round \(round)")
            }
        }
        #expect(numbers.count == 9000 && numbers.text(8999) == "word8999")
        #expect(numbers.number(of: bytes(77), 25) == 77)
        #expect(numbers.number(of: bytes(9001), 25) == nil)
    }

    @Test("Pairs of words are hashed as the words with a blank between them")
    func hashesPairs() {
        var terms = TextTerms(in: Array("One two".utf8), pairBuckets: 1000)
        var pairs: [Int?] = []
        while terms.next() { pairs.append(terms.pair) }
        #expect(pairs == [nil, Int(Words.hash(Array("one two".utf8)) % 1000)])
    }
}
