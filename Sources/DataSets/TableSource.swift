import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// A known data set that is published as one table.
package protocol TableSource: DataSource {
    /// The file's name, plain; it may be compressed and end with .gz.
    static var file: String { get }
    /// Which columns are for what, under the settings' names.
    static var columns: [String: String] { get }
    /// Where it can be had.
    static var home: String { get }
}

extension TableSource {
    package static var settings: [SettingDeclaration] { SplitOptions.declarations }

    package static func isHere(_ folders: DataFolders) -> Bool {
        folders.has(name) { existing(in: $0) != nil }
    }

    package static func load(_ request: DataRequest) throws -> Dataset {
        let folder = try DataFolders(dataDirectory: request.directory)
            .folder(of: name, remedy: "put \(file) from \(home) there") { existing(in: $0) != nil }
        guard let url = existing(in: folder) else {
            throw FileError(
                .missing, at: folder, expected: "\(file), plain or .gz", got: "no such file",
                remedy: "put it there; it is published at \(home)")
        }
        var request = request
        request.settings = SettingValues(columns, version: request.settings.version)
            .overridden(by: request.settings)
        return try TableFile([url], name: name).load(request)
    }

    private static func existing(in folder: URL) -> URL? {
        [file, file + ".gz"].map { folder.appending(path: $0) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }
}
