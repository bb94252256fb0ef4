import OnwardData
import OnwardSettings

extension PicturePreparation: SamplePreparation {
    /// - Parameter samples: the bytes of a PNG or JPEG file each.
    package func numbers(of samples: [[UInt8]]) throws(FileError) -> [[Float]] {
        var pictures: [[Float]] = []
        for (index, bytes) in samples.enumerated() {
            do throws(PictureFault) {
                let planes = try Picture.planes(of: bytes, form, reading)
                pictures.append(planes.map { Float($0) * PicturePreparation.scale })
            } catch {
                throw PicturePreparation.error(error, number: index + 1)
            }
        }
        return pictures
    }

    /// Pixels that a file says to have: a small file can be of a picture that fills the memory.
    ///
    /// - Parameter bytes: of a PNG or JPEG file.
    package func pixelCount(of bytes: [UInt8]) throws(FileError) -> Int {
        do throws(PictureFault) {
            return try Picture.header(of: bytes, reading).size.pixels
        } catch {
            throw PicturePreparation.error(error, number: 1)
        }
    }

    private static func error(_ fault: PictureFault, number: Int) -> FileError {
        FileError(
            .damaged, at: "picture \(number)", expected: "the bytes of a PNG or JPEG file",
            got: fault.description, remedy: "give another")
    }
}
