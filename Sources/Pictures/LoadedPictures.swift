import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Pictures as samples, without those that could not be read.
struct LoadedPictures {
    let samples: Samples
    /// The files that are samples, in the samples' order.
    let files: [PictureFile]
    /// What to tell of files that are not, in sentences.
    let findings: [String]

    /// - Parameters:
    ///   - labels: one for each file.
    ///   - place: the folder that the files are in, for messages.
    /// - Throws: `FileError` that lists the damaged files, unless `skipsBad`.
    init(
        _ files: [PictureFile], labels: [Int32], _ form: PictureForm, from place: URL,
        skipsBad: Bool
    ) throws(FileError) {
        let (features, faults) = try PictureReader(files: files).read(form, from: place)
        let all = Samples(
            dense: features, scale: PicturePreparation.scale, labels: Matrix(labels, columns: 1),
            shape: form.shape)
        guard !faults.isEmpty else {
            (samples, self.files, findings) = (all, files, [])
            return
        }
        let reasons = faults.sorted { $0.key < $1.key }.map { index, fault in
            "\n  \(LoadedPictures.name(files[index], in: place)): \(fault)"
        }
        let list = FileError.list(reasons, separator: "")
        guard skipsBad else {
            throw LoadedPictures.error(files.count, faults, list, at: place)
        }
        let good = files.indices.filter { faults[$0] == nil }
        samples = all.selecting(good.map(Int32.init))
        self.files = good.map { files[$0] }
        findings = ["left out as damaged:\(list)"]
    }

    private static func error(
        _ count: Int, _ faults: [Int: PictureFault], _ list: String, at place: URL
    ) -> FileError {
        if count == 1, let fault = faults[0] {
            return FileError(
                .damaged, at: place, expected: "a PNG or JPEG file", got: fault.description,
                remedy: "give another, or leave it out by `skip-bad`")
        }
        return FileError(
            .damaged, at: place, expected: "\(count) PNG or JPEG files",
            got: "\(faults.count) that cannot be read",
            remedy: "repair or remove them, or leave them out by `skip-bad`:\(list)")
    }

    private static func name(_ file: PictureFile, in place: URL) -> String {
        let folder = place.path + "/"
        return file.path.hasPrefix(folder) ? String(file.path.dropFirst(folder.count)) : file.path
    }
}
