import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// How texts become samples: a bag of the training texts' most frequent words, and where asked for,
/// of pairs of words hashed into buckets.
///
///     tf-idf: (1 + ln count) · weight, the whole text's numbers divided by their length
///             and multiplied by √(numbers / 16)
///     counts: ln(1 + count)
///
/// The factor brings the numbers near to what networks' first weights are drawn for.
package struct TextPreparation: Preparation, Hashable {
    package static let name = "text"

    package enum Weighting: String, Codable, Hashable, Sendable, CaseIterable {
        case tfidf = "tf-idf"
        case counts
    }

    package let words: [String]
    /// Of each word, then of each bucket of pairs.
    package let weights: [Double]
    package let weighting: Weighting

    /// Numbers in a sample.
    package var width: Int { weights.count }

    /// - Parameter url: a text file, which is one sample; a folder of them; or, with a folder for
    ///   each class, labelled ones.
    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        var bag = TextBag(self)
        for (file, label) in try TextFiles.list(url, classes: classes) {
            bag.add(try file.read(), label: Int32(label), name: file.name)
        }
        return PreparedSamples(bag.samples)
    }
}
