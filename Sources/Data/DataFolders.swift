import Foundation
import OnwardSettings

/// The folders that data sets are looked for in, and the one that downloads go to.
public struct DataFolders: Sendable {
    /// In the order they are searched. A data set is a folder of its own name in one of them.
    public let searched: [URL]
    /// Where this user's downloads go.
    package let cache: URL

    /// - Parameter dataDirectory: a folder to search before all others.
    package init(
        dataDirectory: URL? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        func folder(_ variable: String) -> URL? {
            environment[variable].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
        }
        let caches =
            folder("XDG_CACHE_HOME")
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
        cache = caches.appending(path: "onward")
        let shared = URL(fileURLWithPath: "/usr/share/datasets")
        searched = [dataDirectory, folder("ONWARD_DATA"), cache, shared].compactMap { $0 }
    }

    /// Whether one of them holds the whole data set.
    package func has(_ name: String, isWhole: (URL) -> Bool) -> Bool {
        searched.contains { isWhole($0.appending(path: name)) }
    }

    /// The first folder that has the whole data set, or else the first that has it in parts, so
    /// that what reads it can name the files it misses.
    ///
    /// - Throws: `FileError` with the folders searched, and `remedy`.
    package func folder(
        of name: String, remedy: String, isWhole: (URL) -> Bool
    ) throws(FileError) -> URL {
        let present = searched.map { $0.appending(path: name) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
        if let found = present.first(where: isWhole) ?? present.first { return found }
        throw FileError(
            .missing, at: "data set \(name)",
            expected: "a folder \(name) in "
                + searched.map(\.path).joined(separator: ", "),
            got: "none", remedy: remedy)
    }
}
