import Foundation
import OnwardCompute
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Samples without a class for a network whose own data needed no preparation: IDX files, arrays of
/// NumPy's, and pictures, which are brought to the form that the network takes.
package enum UnpreparedSamples {
    /// - Parameter shape: one sample as the network takes it.
    package static func read(
        _ url: URL, for shape: Shape, skipsBad: Bool = false
    ) throws(FileError) -> PreparedSamples {
        let name = url.lastPathComponent
        let isPicture = PictureFile.isNamed(name) || ForeignFormat(named: name) != nil
        guard isPicture || FilePath(url).isFolder && !ArrayPreparation.reads(url) else {
            return try ArrayPreparation.samples(at: url, shape, nil, nil)
        }
        guard let form = PictureForm(shape) else {
            throw FileError(
                .inconsistent, at: url, expected: "samples of \(shape), as the model takes them",
                got: "pictures", remedy: "ask the model about data like its own")
        }
        var preparation = PicturePreparation(form)
        preparation.skipsBad = skipsBad
        return try preparation.samples(at: url, classes: nil)
    }
}
