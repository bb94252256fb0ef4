import Foundation
import OnwardCompute
import OnwardData

/// Collects texts as rows of few numbers.
package struct TextBag {
    private let preparation: TextPreparation
    private let numbers: [String: Int32]
    private var starts: [Int32] = [0]
    private var places: [Int32] = []
    private var values: [Float] = []
    private var labels: [Int32] = []
    private var contents: [UInt64] = []
    private var names: [String] = []

    package init(_ preparation: TextPreparation) {
        self.preparation = preparation
        numbers = Dictionary(
            uniqueKeysWithValues: preparation.words.enumerated().map { ($1, Int32($0)) })
    }

    package mutating func add(_ text: [UInt8], label: Int32 = 0, name: String = "") {
        labels.append(label)
        contents.append(ContentHash.of(text))
        names.append(name)
        var counts: [Int32: Int] = [:]
        let (words, pairs) = (preparation.words.count, preparation.width - preparation.words.count)
        var last = ""
        Words.forEach(in: text) { word in
            if let number = numbers[word] { counts[number, default: 0] += 1 }
            if pairs > 0 {
                if !last.isEmpty {
                    let bucket = Int(Words.hash(last, word) % UInt64(pairs))
                    counts[Int32(words + bucket), default: 0] += 1
                }
                last = word
            }
        }
        let terms = counts.sorted { $0.key < $1.key }
        let weighted = terms.map { value($0.value, preparation.weights[Int($0.key)]) }
        let factor = factor(for: weighted)
        places += terms.map(\.key)
        values += weighted.map { Float(factor * $0) }
        starts.append(Int32(places.count))
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
