import ArgumentParser
import Foundation
import OnwardTerminal

/// What every edit takes.
struct EditOptions: ParsableArguments {
    @Option(help: "The model file to write; there must be none of that name yet.")
    var output: String
    @Option(
        help: """
            A known data set or the path of one, to judge the model on its test \
            samples before and after. Default: the model's own, where it is found.
            """)
    var data: String?
    @Option(help: "A folder to look for known data sets in before the usual places.")
    var dataDir: String?
    @OptionGroup var changes: ChangedDataOptions
    @Flag(help: "Print JSON, one object per line.")
    var json = false

    var url: URL { URL(fileURLWithPath: output) }

    func validate() throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: output) {
            throw ValidationError(
                "--output must be a new file, and \(output) is there already; choose another name")
        }
        if !manager.fileExists(atPath: url.deletingLastPathComponent().path) {
            throw ValidationError(
                "--output must be in a folder that is there, and that of \(output) is not; create "
                    + "it first")
        }
    }
}
