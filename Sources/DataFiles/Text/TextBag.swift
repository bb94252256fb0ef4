import Foundation
import OnwardCompute
import OnwardData

/// Collects texts as rows of few numbers.
package struct TextBag {
    private let preparation: TextPreparation
    private var numbers = WordNumbers()
    /// How often each term comes in the text that is added; 0 between texts.
    private var counts: [Int32]
    private var starts: [Int32] = [0]
    private var places: [Int32] = []
    private var values: [Float] = []
    private var labels: [Int32] = []
    private var contents: [UInt64] = []
    private var names: [String] = []

    package init(_ preparation: TextPreparation) {
        self.preparation = preparation
        counts = [Int32](repeating: 0, count: preparation.width)
        for word in preparation.words {
            let bytes = Words.spelled(Array(word.utf8))
            _ = numbers.insert(bytes, Words.hash(bytes))
        }
    }

    package mutating func add(_ text: [UInt8], label: Int32 = 0, name: String = "") {
        labels.append(label)
        contents.append(ContentHash.of(text))
        names.append(name)
        let words = preparation.words.count
        var own: [Int32] = []
        var terms = TextTerms(in: text, pairBuckets: preparation.width - words)
        while terms.next() {
            if let number = numbers.number(of: terms.word, terms.hash) { count(number, &own) }
            if let pair = terms.pair { count(words + pair, &own) }
        }
        own.sort()
        let weighted = own.map { value(Int(counts[Int($0)]), preparation.weights[Int($0)]) }
        let factor = factor(for: weighted)
        places += own
        values += weighted.map { Float(factor * $0) }
        starts.append(Int32(places.count))
        for term in own { counts[Int(term)] = 0 }
    }

    /// - Parameter own: the terms of the text so far.
    private mutating func count(_ term: Int, _ own: inout [Int32]) {
        if counts[term] == 0 { own.append(Int32(term)) }
        counts[term] += 1
    }

    private func value(_ count: Int, _ weight: Double) -> Double {
        switch preparation.weighting {
        case .tfidf: (1 + log(Double(count))) * weight
        case .counts: log(1 + Double(count))
        }
    }

    private func factor(for numbers: [Double]) -> Double {
        guard preparation.weighting == .tfidf else { return 1 }
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? (Double(preparation.width) / 16).squareRoot() / length : 0
    }

    /// The texts in the order in which they were added.
    package var samples: Samples {
        Samples(
            sparse: SparseRows(
                columns: preparation.width, starts: starts, places: places, values: values),
            labels: Matrix(labels, columns: 1), shape: Shape(preparation.width),
            origin: SampleOrigin(contents: contents, names: names))
    }
}
