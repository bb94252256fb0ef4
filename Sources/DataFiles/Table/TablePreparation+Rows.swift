import OnwardData
import OnwardSettings

extension TablePreparation: SamplePreparation {
    /// - Parameter samples: rows by the names of the columns that they have in the training table, or by
    ///   their numbers where it had no header; an empty text is a missing value.
    package func numbers(of samples: [[String: String]]) throws(FileError) -> [[Float]] {
        var writer = TableWriter(self, places: columns.indices.map { $0 })
        let needed = Set(features.map(\.column))
        var rows: [[Float]] = []
        for (number, sample) in samples.enumerated() {
            let row = try NamedRow(
                sample, columns: columns, needed: needed, number: number + 1)
            rows.append(try writer.numbers(of: row))
        }
        return rows
    }
}
