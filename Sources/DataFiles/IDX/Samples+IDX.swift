import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

extension Samples {
    /// The images of one IDX file, plain or .gz, whose classes nobody has said: all labels are 0.
    package init(imagesAt url: URL) throws(FileError) {
        let images = try IDXFile(url: url, content: "images").readImages()
        self.init(
            dense: images.numbers, scale: images.scale,
            labels: Matrix(.int32, rows: images.numbers.rows, columns: 1), shape: images.shape)
    }
}

extension IDXFile {
    /// Images as `Samples` takes them: bytes mean 0…1, float32 numbers mean themselves.
    func readImages() throws(FileError) -> (numbers: Matrix, scale: Float, shape: Shape) {
        let (sizes, numbers) = try read(dimensions: 3, types: [.uint8, .float32])
        let scale: Float = numbers.elementType == .uint8 ? 1 / 255 : 1
        return (numbers, scale, Shape(1, sizes[1], sizes[2]))
    }
}
