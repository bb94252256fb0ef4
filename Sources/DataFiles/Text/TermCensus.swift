import Foundation

/// Counts in how many training texts each word, and each bucket of word pairs, comes.
package struct TermCensus {
    /// Buckets that pairs of words in a row are hashed into; 0 for none.
    let pairBuckets: Int
    package private(set) var texts = 0
    private var numbers = WordNumbers()
    private var words: [Frequency] = []
    private var pairs: [Frequency]

    /// In how many texts a term came, and in which it came last, counted from 1.
    private struct Frequency {
        var texts = 0
        var last = 0

        mutating func take(_ text: Int) {
            if last < text { (texts, last) = (texts + 1, text) }
        }
    }

    package init(pairBuckets: Int) {
        self.pairBuckets = pairBuckets
        pairs = [Frequency](repeating: Frequency(), count: pairBuckets)
    }

    package mutating func take(_ text: [UInt8]) {
        texts += 1
        var terms = TextTerms(in: text, pairBuckets: pairBuckets)
        while terms.next() {
            let number = numbers.insert(terms.word, terms.hash)
            if number == words.count { words.append(Frequency()) }
            words[number].take(texts)
            if let pair = terms.pair { pairs[pair].take(texts) }
        }
    }

    /// The words that come in most texts, with the weights of all terms.
    ///
    ///     weight = ln((1 + texts) / (1 + texts with the term)) + 1, or 1 where counts are to count
    package func preparation(vocabulary: Int, weighting: TextPreparation.Weighting)
        -> TextPreparation
    {
        let chosen = words.indices.map { (word: numbers.text($0), texts: words[$0].texts) }
            .sorted { ($1.texts, $0.word) < ($0.texts, $1.word) }.prefix(vocabulary)
        let weights = (chosen.map(\.texts) + pairs.map(\.texts)).map { frequency in
            switch weighting {
            case .counts: 1.0
            case .tfidf: log(Double(1 + texts) / Double(1 + frequency)) + 1
            }
        }
        return TextPreparation(words: chosen.map(\.word), weights: weights, weighting: weighting)
    }
}
