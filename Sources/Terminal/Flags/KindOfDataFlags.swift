// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Kind of data.
package struct KindOfDataFlags: ParsableArguments {
    @Option(
        help: """
            Of a table: the column with the classes, by its name or number.
            """)
    var labelColumn: String?
    @Option(
        help: """
            Of a table: columns to leave out, by names or numbers, commas between.
            """)
    var ignoreColumns: String?
    @Option(
        help: """
            Of a table: columns of numbers that are only names, commas between.
            """)
    var categoricalColumns: String?
    @Option(
        help: """
            Of a table: a column whose equal values stay together, all to train on, to \
            validate with or to test with.
            """)
    var groupColumn: String?
    @Option(
        help: """
            Of a table: whether the first line names the columns: true or false. Default: as \
            it looks.
            """,
        completion: .list([
            "true",
            "false",
        ]))
    var header: String?
    @Option(
        help: """
            Of a table: what parts decimals in its numbers; the other mark then parts \
            thousands. Default: as it looks.
            """,
        completion: .list([
            "point",
            "comma",
        ]))
    var decimalMark: String?
    @Option(
        help: """
            Share of the samples to test with, where the data has no such part. Default: 0.2.
            """)
    var testShare: String?
    @Option(
        help: """
            Of pictures: what they are resized and cropped to, a side such as 32, or width \
            and height such as 48x32. Default: their own where all have the same one of at \
            most 64 pixels, or else 32.
            """,
        completion: .list([
            "auto"
        ]))
    var imageSize: String?
    @Option(
        help: """
            Of pictures: gray or color. Default: gray where all files are.
            """,
        completion: .list([
            "gray",
            "color",
            "auto",
        ]))
    var imageColor: String?
    @Flag(
        help: """
            Of pictures: leave out damaged files instead of ending with an error.
            """)
    var skipBad = false
    @Option(
        help: """
            Of texts: how many of the most frequent words count. Default: 10000.
            """)
    var vocabulary: String?
    @Option(
        help: """
            Of texts: buckets that pairs of words are hashed into; 0 for no pairs. Default: \
            0.
            """)
    var wordPairs: String?
    @Option(
        help: """
            Of texts: how words are weighted. Default: tf-idf.
            """,
        completion: .list([
            "tf-idf",
            "counts",
        ]))
    var textWeights: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "label-column": labelColumn,
            "ignore-columns": ignoreColumns,
            "categorical-columns": categoricalColumns,
            "group-column": groupColumn,
            "header": header,
            "decimal-mark": decimalMark,
            "test-share": testShare,
            "image-size": imageSize,
            "image-color": imageColor,
            "skip-bad": skipBad ? "true" : nil,
            "vocabulary": vocabulary,
            "word-pairs": wordPairs,
            "text-weights": textWeights,
        ]
    }
}
