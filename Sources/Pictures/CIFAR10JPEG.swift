import Foundation
import OnwardData
import OnwardDataSets

/// CIFAR-10 (JPEG): the photos of CIFAR-10 compressed anew as JPEG, in class folders.
///
/// About 30 dB from the original: results compare with one another, not with those on `CIFAR10`.
package enum CIFAR10JPEG: DataSource {
    package static let name = "cifar10-jpeg"
    package static let summary = "CIFAR-10 (JPEG): compressed anew, not comparable with cifar10"

    /// Read from a folder `cifar10-jpeg` with the folders `train` and `test`, or from the archive
    /// `cifar10-jpeg.tar.gz` in it or in a folder `cifar10`.
    package static func load(_ request: DataRequest) throws -> Dataset {
        let folders = DataFolders(dataDirectory: request.directory)
        let parts: PictureParts
        if let archive = archive(in: folders) {
            parts = try PictureParts(archive: archive)
        } else {
            parts = try PictureParts(
                in: folders.folder(
                    of: name, remedy: "unpack the class folders train and test into one of them"
                ) { ClassFolders($0).hasPictures }, known: request.known?.classes)
        }
        var own = DataRequest()
        own.known = request.known
        return try parts.dataset(name: name, own)
    }

    package static func isHere(_ folders: DataFolders) -> Bool {
        archive(in: folders) != nil || folders.has(name) { ClassFolders($0).hasPictures }
    }

    private static func archive(in folders: DataFolders) -> URL? {
        folders.searched.flatMap { folder in
            [name, CIFAR10.name].map {
                folder.appending(path: $0).appending(path: name + ".tar.gz")
            }
        }.first { FileManager.default.fileExists(atPath: $0.path) }
    }
}
