import Foundation
import OnwardCatalog
import OnwardData
import OnwardModels
import OnwardNetworks
import OnwardPictures

extension Recipe {
    /// Reads the data set that this recipe names, as it says.
    package func loadDataset() throws -> Dataset {
        try Catalog.withPictures.dataset(data, dataRequest)
    }

    /// Reads it again for a network that was trained on it.
    ///
    /// - Throws: `DataError` where it is prepared otherwise now, because it has changed.
    package func loadDataset(for network: Network) throws -> Dataset {
        let dataset = try loadDataset()
        let now = try Recipe.text(of: dataset.preparation)
        guard try now == Recipe.text(of: network.preparation) else {
            throw DataError(
                .inconsistent, at: data, expected: "the data that the model was trained on",
                found: "other columns, means or classes than the model's",
                advice: "bring back the data as it was, or train a new model")
        }
        return dataset
    }

    /// Whether a name or path means the data of this recipe, however the path is written.
    package func isFor(_ nameOrPath: String) -> Bool {
        let isKnown = Catalog.withPictures.dataSources.contains { $0.name == data }
        return nameOrPath == data
            || !isKnown
                && URL(fileURLWithPath: nameOrPath).standardizedFileURL
                    == URL(fileURLWithPath: data).standardizedFileURL
    }

    /// What is asked of the data set beside its name.
    package var dataRequest: DataRequest {
        let settings: [(String, String?)] = [
            ("label-column", labelColumn), ("ignore-columns", ignoreColumns),
            ("categorical-columns", categoricalColumns), ("group-column", groupColumn),
            ("header", header.map { "\($0)" }), ("test-share", testShare.map { "\($0)" }),
            ("vocabulary", vocabulary.map { "\($0)" }),
            ("word-pairs", wordPairs.map { "\($0)" }), ("text-weights", textWeights),
            ("image-size", imageSize), ("image-color", imageColor),
            ("skip-bad", skipBad ? "true" : nil),
        ]
        return DataRequest(
            directory: dataDir.map { URL(fileURLWithPath: $0) }, seed: seed,
            settings: Dictionary(
                uniqueKeysWithValues: settings.compactMap { name, value in
                    value.map { (name, $0) }
                }))
    }

    private static func text(of preparation: (any Preparation)?) throws -> String? {
        try preparation.map { try JSONFields.line(PreparationSpec($0)) }
    }
}
