import OnwardCompute
import OnwardData
import OnwardSettings

/// Rows as numbers, and what there is to say about them.
struct WrittenRows: Sendable {
    /// Row by row.
    var values: [Float]
    /// A hash of what each row says in the columns that count, however it is written and ordered.
    var contents: [UInt64]
    var tally = TableTally()
}

/// Turns the rows of a table to numbers.
struct TableWriter: Sendable {
    private let writers: [FeatureWriter]
    private let width: Int

    /// - Parameter places: of each column of the training table.
    init(_ preparation: TablePreparation, places: [Int?]) {
        var first = 0
        writers = preparation.features.map { feature in
            defer { first += feature.width }
            return FeatureWriter(
                feature, place: places[feature.column] ?? 0, firstInput: first,
                name: preparation.columns[feature.column], hasName: preparation.hasHeader)
        }
        width = first
    }

    func rows(of block: FieldBlock) throws(RowFault) -> WrittenRows {
        var rows = WrittenRows(
            values: [Float](repeating: 0, count: block.rowCount * width),
            contents: [UInt64](repeating: 0, count: block.rowCount))
        for writer in writers { try writer.write(block, into: &rows, width: width) }
        return rows
    }
}
