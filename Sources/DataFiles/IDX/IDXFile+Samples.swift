import OnwardCompute
import OnwardData
import OnwardSettings

extension IDXFile {
    /// Images as `Samples` takes them: bytes mean 0…1, float32 numbers mean themselves.
    func samples() throws(FileError) -> StoredSamples {
        let (sizes, numbers) = try read(dimensions: 3, types: [.uint8, .float32])
        return StoredSamples(
            numbers: ArrayNumbers(numbers, isOfIntegers: numbers.elementType == .uint8),
            layout: .gray(height: sizes[1], width: sizes[2]), place: url.path)
    }
}
