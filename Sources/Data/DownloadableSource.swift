import Foundation

/// A data set whose files the `Downloader` can fetch.
package protocol DownloadableSource: DataSource {
    /// The address of its public home; the files' names are appended to it.
    static var mirror: String { get }
    static var files: [RemoteFile] { get }
}

extension DownloadableSource {
    /// Whether one of these folders has all its files.
    package static func hasFiles(_ folders: DataFolders) -> Bool {
        folders.has(name) { folder in
            files.allSatisfy {
                FileManager.default.fileExists(atPath: folder.appending(path: $0.name).path)
            }
        }
    }
}
