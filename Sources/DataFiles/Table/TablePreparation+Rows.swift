import OnwardData
import OnwardSettings

extension TablePreparation: SamplePreparation {
    /// - Parameter samples: rows by the names of the columns that they have in the training table, or by
    ///   their numbers where it had no header; an empty text is a missing value.
    package func numbers(of samples: [[String: String]]) throws(FileError) -> [[Float]] {
        let rows = try NamedRows(
            samples, columns: columns, needed: Set(features.map(\.column)))
        let writer = TableWriter(self, places: columns.indices.map { $0 })
        do throws(RowFault) {
            let values = try writer.rows(of: rows.block).values
            return samples.indices.map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
        } catch {
            throw rows.place.error(error)
        }
    }
}
