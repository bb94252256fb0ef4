import OnwardCompute
import OnwardSettings

extension NPYArray {
    /// Reads an array of samples, plane by plane.
    ///
    /// - Parameter isSingle: whether the whole array is one sample.
    func samples(
        _ layout: SampleLayout, isSingle: Bool = false
    ) throws(FileError) -> StoredSamples {
        var array = self
        let matrix = try array.matrix(rows: isSingle ? 1 : nil)
        layout.separate(matrix)
        return StoredSamples(
            numbers: ArrayNumbers(matrix, isOfIntegers: "uib".contains(header.number.kind)),
            layout: layout, place: place)
    }
}
