import OnwardCompute
import OnwardData
import OnwardSettings

/// Samples as arrays or IDX files hold them, before it is settled what their numbers and labels mean.
struct StoredSamples {
    let numbers: ArrayNumbers
    let layout: SampleLayout
    /// Where they come from, for messages.
    let place: String
    /// Empty where nobody has said the samples' classes.
    var labels = StoredLabels.none

    /// - Parameters:
    ///   - preparation: nil for what 0.1.0 did.
    ///   - classes: what labels are numbers of; nil where they are not read, and all are 0.
    func prepared(
        _ preparation: ArrayPreparation?, _ classes: LabelClasses?
    ) throws(FileError) -> PreparedSamples {
        let scaled =
            try preparation?.scaled(numbers, at: place) ?? ArrayPreparation.inFirstVersion(numbers)
        var given = [Int32](repeating: 0, count: numbers.matrix.rows)
        if let classes { given = try classes.numbers(of: labels) }
        return PreparedSamples(
            Samples(
                dense: scaled.matrix, scale: scaled.scale, labels: Matrix(given, columns: 1),
                shape: layout.shape),
            notes: [scaled.note].compactMap { $0 })
    }
}
