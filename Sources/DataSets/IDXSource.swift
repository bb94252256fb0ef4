import Foundation
import OnwardData
import OnwardDataFiles

/// A known data set that is published as the four IDX files.
package protocol IDXSource: DownloadableSource {
    /// What the labels 0, 1, … mean.
    static var classes: [String] { get }
    /// The Debian package that installs it, if there is one.
    static var debianPackage: String? { get }
}

extension IDXSource {
    package static var debianPackage: String? { nil }

    package static func loadFiles(_ request: DataRequest) throws -> Dataset {
        let package = debianPackage.map { ", or install the Debian package \($0)" } ?? ""
        let remedy = "download \(name)\(package)"
        let folder = try DataFolders(dataDirectory: request.directory)
            .folder(of: name, remedy: remedy) { IDXFolder($0).isWhole }
        return try IDXFolder(folder).load(
            name: name, classes: classes, known: request.known, remedy: remedy)
    }
}
