import Foundation
import OnwardCompute
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Pictures are decoded, resized and cropped to one form.
package struct PicturePreparation: Preparation, Equatable {
    package static let name = "pictures"

    package let form: PictureForm
    package let reading: PictureReading
    /// Whether damaged files are left out instead of being an error; files do not keep it.
    package var skipsBad = false

    /// What a byte is multiplied by: networks see 0…1.
    static let scale: Float = 1 / 255

    package init(_ form: PictureForm, _ reading: PictureReading = .asViewed) {
        self.form = form
        self.reading = reading
    }

    /// Reads one picture, all those in a folder and its folders, or a folder of class folders.
    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        let part = try part(at: url, classes)
        let loaded = try LoadedPictures(part, self, from: url)
        // As the user wrote the path.
        let start = url.path.utf8.count
        let names = loaded.files.map {
            url.relativePath + String(decoding: $0.path.text.utf8.dropFirst(start), as: UTF8.self)
        }
        let foreign = part.foreign.finding(in: url)
        return PreparedSamples(
            loaded.samples, names: names, notes: loaded.findings + [foreign].compactMap { $0 })
    }

    private func part(at url: URL, _ classes: [String]?) throws(FileError) -> ClassFolders.Part {
        let folders = ClassFolders(url)
        if let classes {
            return try (PartFolders(in: folders).judging ?? folders).read(known: classes)
        }
        if folders.path.isFolder { return try folders.readUnlabelled() }
        let file = PictureFile(folders.path, name: FolderEntry.name(url.lastPathComponent))
        return ClassFolders.Part(classes: [], files: [file], labels: [0])
    }
}

extension PicturePreparation: Codable {
    private enum CodingKeys: String, CodingKey {
        case form, reading
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(PictureForm.self, forKey: .form),
            // 0.1.0 did not say it, because there was one way.
            try values.decodeIfPresent(PictureReading.self, forKey: .reading) ?? .asStored)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(form, forKey: .form)
        if reading != .asStored { try values.encode(reading, forKey: .reading) }
    }
}
