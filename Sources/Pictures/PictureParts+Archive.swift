import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

extension PictureParts {
    /// Reads a tar archive with the folders `train` and `test`, without unpacking it.
    init(archive url: URL) throws(FileError) {
        let archive = try TarArchive(url)
        var contents: [String: [UInt8]] = [:]
        while let entry = try archive.next(where: { PictureFile.isNamed($0) }) {
            contents[entry.name] = entry.content
        }
        let paths = contents.keys.sorted()
        func part(_ role: String, classes: [String]) throws(FileError) -> ClassFolders.Part {
            var part = ClassFolders.Part(classes: classes)
            for path in paths {
                let folders = path.split(separator: "/").map(String.init)
                guard folders.count == 3, folders[0] == role else { continue }
                guard let label = classes.firstIndex(of: folders[1]) else {
                    throw FileError(
                        .inconsistent, at: url,
                        expected: "folders of the classes \(FileError.list(classes))",
                        got: path, remedy: "fetch the file again")
                }
                part.files.append(PictureFile(FilePath(path), content: contents[path]))
                part.labels.append(Int32(label))
            }
            return part
        }
        let classes = Set(
            paths.map { $0.split(separator: "/").dropFirst().first.map(String.init) ?? "" })
        let sorted = classes.sorted()
        self.init(
            url, train: try part("train", classes: sorted), test: try part("test", classes: sorted))
    }
}
