import Foundation

/// Counts in how many training texts each word, and each bucket of word pairs, comes.
package struct TermCensus {
    /// Buckets that pairs of words in a row are hashed into; 0 for none.
    let pairBuckets: Int
    package private(set) var texts = 0
    private var words: [String: Int] = [:]
    private var pairs: [Int]

    package init(pairBuckets: Int) {
        self.pairBuckets = pairBuckets
        pairs = [Int](repeating: 0, count: pairBuckets)
    }

    package mutating func take(_ text: [UInt8]) {
        texts += 1
        var own: Set<String> = []
        var ownPairs: Set<Int> = []
        var last = ""
        Words.forEach(in: text) { word in
            own.insert(word)
            if pairBuckets > 0, !last.isEmpty {
                ownPairs.insert(Int(Words.hash(last, word) % UInt64(pairBuckets)))
            }
            last = word
        }
        for word in own { words[word, default: 0] += 1 }
        for pair in ownPairs { pairs[pair] += 1 }
    }

    /// The words that come in most texts, with the weights of all terms.
    ///
    ///     weight = ln((1 + texts) / (1 + texts with the term)) + 1, or 1 where counts are to count
    package func preparation(vocabulary: Int, weighting: TextPreparation.Weighting)
        -> TextPreparation
    {
        let chosen = words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(vocabulary)
        let weights = (chosen.map(\.value) + pairs).map { frequency in
            switch weighting {
            case .counts: 1.0
            case .tfidf: log(Double(1 + texts) / Double(1 + frequency)) + 1
            }
        }
        return TextPreparation(words: chosen.map(\.key), weights: weights, weighting: weighting)
    }
}
