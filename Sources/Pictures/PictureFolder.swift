import Foundation
import OnwardCompute
import OnwardData

/// A folder of class folders with PNG and JPEG files, divided into `train` and `test` or not.
///
/// `val` beside `test` is to validate with, and alone to test with. Where there is neither beside
/// `train`, or no `train`, a share of every class is set aside to test with.
package enum PictureFolder: DataFormat {
    package static let summary = "a folder of class folders with PNG and JPEG files"
    package static let settings = PictureOptions.declarations + SplitOptions.declarations

    package static func accepts(_ url: URL) -> Bool { ClassFolders(url).hasPictures }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        try PictureParts(in: url, known: request.known?.classes)
            .dataset(name: url.lastPathComponent, request)
    }
}
