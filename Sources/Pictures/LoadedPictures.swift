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

    /// - Parameter place: the folder that the files are in, for messages.
    /// - Throws: `FileError` that lists the damaged files, unless these are to be left out.
    init(
        _ part: ClassFolders.Part, _ preparation: PicturePreparation, from place: URL
    ) throws(FileError) {
        let files = part.files
        let reader = PictureReader(files: files, reading: preparation.reading)
        let pixels = try reader.read(preparation.form, from: place)
        let all = Samples(
            dense: pixels.features, scale: PicturePreparation.scale,
            labels: Matrix(part.labels, columns: 1), shape: preparation.form.shape,
            origin: SampleOrigin(contents: pixels.contents, names: files.map(\.name)))
        let faults = pixels.faults
        guard !faults.isEmpty else {
            (samples, self.files, findings) = (all, files, [])
            return
        }
        let reasons = faults.sorted { $0.key < $1.key }.map { index, fault in
            "\n  \(files[index].name): \(fault)"
        }
        let list = FileError.list(reasons, separator: "")
        guard preparation.skipsBad else {
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
        let isForeign = faults.values.contains { $0.format != nil }
        let conversion = isForeign ? "convert them by `mogrify -format png FILE`, " : ""
        if count == 1, let fault = faults[0] {
            return FileError(
                .damaged, at: place, expected: "a PNG or JPEG file", got: fault.description,
                remedy: "\(conversion)give another, or leave it out by `skip-bad`")
        }
        return FileError(
            .damaged, at: place, expected: "\(count) PNG or JPEG files",
            got: "\(faults.count) that cannot be read",
            remedy: "\(conversion)repair or remove them, or leave them out by `skip-bad`:\(list)")
    }
}
