import Foundation
import OnwardSettings

/// A data set that is known by name.
package protocol DataSource: Sendable {
    /// How commands call it and what its folder is called, such as `fashion-mnist`.
    static var name: String { get }
    /// What it holds, in one line.
    static var summary: String { get }
    /// The settings that it takes.
    static var settings: [SettingDeclaration] { get }
    /// Whether these folders have its files.
    static func isHere(_ folders: DataFolders) -> Bool
    /// Reads it, looking in the request's folder first and then where data sets usually are.
    static func load(_ request: DataRequest) throws -> Dataset
}

extension DataSource {
    package static var settings: [SettingDeclaration] { [] }
    package static func isHere(_ folders: DataFolders) -> Bool { true }

    /// Reads it from where data sets usually are.
    package static func load() throws -> Dataset { try load(DataRequest()) }
}

/// A data set whose files the `Downloader` can fetch.
package protocol DownloadableSource: DataSource {
    /// The address of its public home; the files' names are appended to it.
    static var mirror: String { get }
    static var files: [RemoteFile] { get }
}

extension DownloadableSource {
    package static func isHere(_ folders: DataFolders) -> Bool {
        folders.has(name) { folder in
            files.allSatisfy {
                FileManager.default.fileExists(atPath: folder.appending(path: $0.name).path)
            }
        }
    }
}
