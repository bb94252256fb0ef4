import OnwardData
import OnwardSettings

extension PicturePreparation: SamplePreparation {
    /// - Parameter samples: the bytes of a PNG or JPEG file each.
    package func numbers(of samples: [[UInt8]]) throws(FileError) -> [[Float]] {
        var pictures: [[Float]] = []
        for (index, bytes) in samples.enumerated() {
            let place = "picture \(index + 1)"
            do throws(PictureFault) {
                let planes = try Picture.planes(of: bytes, form, reading)
                pictures.append(planes.map { Float($0) * PicturePreparation.scale })
            } catch {
                throw FileError(
                    .damaged, at: place, expected: "the bytes of a PNG or JPEG file",
                    got: error.description, remedy: "give another")
            }
        }
        return pictures
    }
}
