import ArgumentParser
import Foundation
import OnwardData

/// How a data set is read; each flag is for data of one kind.
struct DataOptions: ParsableArguments {
    @Option(help: "Of a table: the column with the classes, by its name or number.")
    var labelColumn: String?
    @Option(help: "Of a table: columns to leave out, by names or numbers, commas between.")
    var ignoreColumns: String?
    @Option(help: "Of a table: columns of numbers that are only names, commas between.")
    var categoricalColumns: String?
    @Option(
        help: """
            Of a table: a column whose equal values stay together, all to train on, to validate \
            with or to test with.
            """)
    var groupColumn: String?
    @Option(help: "Of a table: whether the first line names the columns: true or false.")
    var header: Bool?
    @Option(
        help: "Share of the samples to test with, where the data has no such part. Default: 0.2.")
    var testShare: Double?
    @Option(help: "Of texts: how many of the most frequent words count. Default: 10000.")
    var vocabulary: Int?
    @Option(help: "Of texts: buckets that pairs of words are hashed into. Default: 0, no pairs.")
    var wordPairs: Int?
    @Option(help: "Of texts: tf-idf or counts. Default: tf-idf.")
    var textWeights: String?
    @Option(
        help: """
            Of pictures: what they are resized and cropped to, a side such as 32, or width and \
            height such as 48x32. Default: their own size where all have the same one of at most \
            64 pixels, or else 32.
            """)
    var imageSize: String?
    @Option(help: "Of pictures: gray or color. Default: gray where all files are.")
    var imageColor: String?
    @Flag(help: "Of pictures: leave out damaged files instead of ending with an error.")
    var skipBad = false

    /// What was given, under the recipe's names.
    var settings: [String: Any] {
        let given: [String: Any?] = [
            "label-column": labelColumn, "ignore-columns": ignoreColumns,
            "categorical-columns": categoricalColumns, "group-column": groupColumn,
            "header": header, "test-share": testShare, "vocabulary": vocabulary,
            "word-pairs": wordPairs, "text-weights": textWeights,
            "image-size": imageSize, "image-color": imageColor, "skip-bad": skipBad ? true : nil,
        ]
        return given.compactMapValues { $0 }
    }

    /// The same for data that no recipe names.
    func request(directory: URL?) -> DataRequest {
        DataRequest(directory: directory, settings: settings.mapValues { "\($0)" })
    }
}
