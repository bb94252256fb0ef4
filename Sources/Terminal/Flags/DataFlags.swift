// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Data.
package struct DataFlags: ParsableArguments {
    @Option(
        help: """
            A known data set, or the path of a file or folder.
            """,
        completion: .file())
    var data: String?
    @Option(
        help: """
            A folder to look for known data sets in before the usual places.
            """,
        completion: .file())
    var dataDir: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "data": data,
            "data-dir": dataDir,
        ]
    }
}
