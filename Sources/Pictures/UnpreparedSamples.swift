import Foundation
import OnwardCompute
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Samples for a network that learned from plain numbers, of arrays or IDX files or of a known set: these, and
/// pictures, which are brought to the form that the network takes.
package enum UnpreparedSamples {
    /// - Parameters:
    ///   - shape: one sample as the network takes it.
    ///   - arrays: the scale that the network learned from; nil where it does not say.
    ///   - classes: the network's, in which labels are looked up; nil where they are not read.
    package static func read(
        _ url: URL, for shape: Shape, _ arrays: ArrayPreparation? = nil, classes: [String]? = nil,
        skipsBad: Bool = false
    ) throws(FileError) -> PreparedSamples {
        let name = url.lastPathComponent
        let isPicture = PictureFile.isNamed(name) || ForeignFormat(named: name) != nil
        guard isPicture || FilePath(url).isFolder && !ArrayPreparation.reads(url) else {
            return try ArrayPreparation.samples(at: url, shape, arrays, classes)
        }
        guard let form = PictureForm(shape) else {
            throw FileError(
                .inconsistent, at: url, expected: "samples of \(shape), as the model takes them",
                got: "pictures", remedy: "ask the model about data like its own")
        }
        var preparation = PicturePreparation(form)
        preparation.skipsBad = skipsBad
        let pictures = try preparation.samples(at: url, classes: classes)
        return PreparedSamples(
            pictures.samples, names: pictures.names,
            notes: pictures.notes + [arrays?.noteOnPictures].compactMap { $0 })
    }
}
