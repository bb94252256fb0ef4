import OnwardData

extension PicturePreparation: SamplePreparation {
    /// - Parameter samples: the bytes of a PNG or JPEG file each.
    package func numbers(of samples: [[UInt8]]) throws(DataError) -> [[Float]] {
        var pictures: [[Float]] = []
        for (index, bytes) in samples.enumerated() {
            let place = "picture \(index + 1)"
            do throws(PictureFault) {
                let planes = try PictureFile(path: place, content: bytes).read(form)
                pictures.append(planes.map { Float($0) * PicturePreparation.scale })
            } catch {
                throw DataError(
                    .damaged, at: place, expected: "the bytes of a PNG or JPEG file",
                    found: error.description, advice: "give another")
            }
        }
        return pictures
    }
}
