import Foundation

/// A data set that is known by name.
public protocol DataSource: Sendable {
    /// How commands call it and what its folder is called, such as `fashion-mnist`.
    static var name: String { get }
    /// What it holds, in one line.
    static var summary: String { get }
    /// Reads it, looking in `dataDirectory` first and then where data sets usually are.
    static func load(dataDirectory: URL?) throws(DataError) -> Dataset
}

extension DataSource {
    /// Reads it from where data sets usually are.
    public static func load() throws(DataError) -> Dataset { try load(dataDirectory: nil) }
}

/// A data set whose files the `Downloader` can fetch.
public protocol DownloadableSource: DataSource {
    /// The address of its public home; the files' names are appended to it.
    static var mirror: String { get }
    static var files: [RemoteFile] { get }
}
