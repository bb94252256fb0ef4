import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// The Large Movie Review Dataset: film reviews for and against, 25,000 to train on and 25,000 to
/// test with.
///
/// - Reference: Maas, Daly, Pham, Huang, Ng and Potts, *Learning Word Vectors for Sentiment
///   Analysis*, 2011.
package enum IMDB: DataSource {
    package static let name = "imdb"
    package static let summary = "film reviews, 25,000 + 25,000, 2 classes, as bags of words"
    package static let settings = TextOptions.declarations
    private static let remedy =
        "put aclImdb_v1.tar.gz from "
        + "https://ai.stanford.edu/~amaas/data/sentiment there, or the folder aclImdb"

    package static func isHere(_ folders: DataFolders) -> Bool {
        folders.has(name) { ReviewFiles(in: $0) != nil }
    }

    package static func load(_ request: DataRequest) throws -> Dataset {
        let folder = try DataFolders(dataDirectory: request.directory)
            .folder(of: name, remedy: remedy) { ReviewFiles(in: $0) != nil }
        guard let files = ReviewFiles(in: folder) else {
            throw FileError(
                .missing, at: folder, expected: "aclImdb as a folder, .tar or .tar.gz",
                got: "neither", remedy: remedy)
        }
        let preparation = try request.known?.preparation as? TextPreparation ?? fit(files, request)
        let classes = request.known?.classes ?? ReviewFiles.classes
        let labels = try request.labels(of: ReviewFiles.classes, at: files.url.path)
        var (train, test) = (TextBag(preparation), TextBag(preparation))
        try files.visit { review in
            let label = labels[review.label]
            if review.isTest {
                test.add(review.text, label: label, name: review.name)
            } else {
                train.add(review.text, label: label, name: review.name)
            }
        }
        let parts = [train.samples, test.samples]
        guard parts.allSatisfy({ $0.count > 0 }) else { throw empty(files.url) }
        return Dataset(
            name: name, classes: classes, train: parts[0], test: parts[1],
            preparation: preparation,
            findings: findings(preparation, parts.map(\.allLabels), classes))
    }

    /// The words and weights of the training reviews.
    private static func fit(_ files: ReviewFiles, _ request: DataRequest) throws -> TextPreparation
    {
        let options = try TextOptions(request.settings)
        var census = TermCensus(pairBuckets: options.wordPairs)
        try files.visit { if !$0.isTest { census.take($0.text) } }
        guard census.texts > 0 else { throw empty(files.url) }
        return census.preparation(
            vocabulary: options.vocabulary, weighting: options.weighting)
    }

    private static func findings(
        _ preparation: TextPreparation, _ labels: [[Int32]], _ classes: [String]
    ) -> [String] {
        let pairs = preparation.width - preparation.words.count
        let counts = labels.map { part in
            zip(classes, 0...).map { name, label in
                "\(name) \(part.count { $0 == Int32(label) }.formatted())"
            }.joined(separator: ", ")
        }
        return [
            "imdb: \(labels[0].count.formatted()) reviews to train on (\(counts[0])), "
                + "\(labels[1].count.formatted()) to test with (\(counts[1]))",
            "  \(preparation.words.count.formatted()) words of the training reviews"
                + (pairs > 0 ? " and \(pairs.formatted()) buckets of word pairs" : "")
                + ", weighted by \(preparation.weighting.rawValue)",
        ]
    }

    private static func empty(_ url: URL) -> FileError {
        FileError(
            .damaged, at: url, expected: "reviews in train/neg, train/pos, test/neg and test/pos",
            got: "none in one of the parts", remedy: remedy)
    }
}
