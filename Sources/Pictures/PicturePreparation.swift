import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Pictures are decoded, resized and cropped to one form.
package struct PicturePreparation: Preparation, Equatable {
    package static let name = "pictures"

    package let form: PictureForm
    /// Whether damaged files are left out instead of being an error; files do not keep it.
    package var skipsBad = false

    /// What a byte is multiplied by: networks see 0…1.
    static let scale: Float = 1 / 255

    package init(_ form: PictureForm) { self.form = form }

    enum CodingKeys: String, CodingKey {
        case form
    }

    /// Reads one picture, all those in a folder and its folders, or a folder of class folders.
    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        let part = try part(at: url, classes)
        let loaded = try LoadedPictures(
            part.files, labels: part.labels, form, from: url, skipsBad: skipsBad)
        // As the user wrote the path.
        let names = loaded.files.map { url.relativePath + $0.path.dropFirst(url.path.count) }
        return PreparedSamples(loaded.samples, names: names, notes: loaded.findings)
    }

    private func part(at url: URL, _ classes: [String]?) throws(FileError) -> ClassFolders.Part {
        let folders = ClassFolders(url: url)
        if let classes {
            return try (folders.part(.test) ?? folders).read(known: classes)
        }
        if ClassFolders.isFolder(url) { return try folders.readUnlabelled() }
        return ClassFolders.Part(classes: [], files: [PictureFile(path: url.path)], labels: [0])
    }
}
