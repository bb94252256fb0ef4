import OnwardData

/// A row of fields: of a file, or given by the names of the columns.
protocol TableRow {
    /// A field's bytes, without the spaces around it.
    func bytes(_ index: Int) -> ArraySlice<UInt8>
    func text(_ index: Int) throws(DataError) -> String
    /// Where the row stands, for messages: with its file, and in it.
    var place: String { get }
    var shortPlace: String { get }
}

extension TableRow {
    /// An error in this row.
    func damaged(expected: String, found: String, advice: String) -> DataError {
        DataError(.damaged, at: place, expected: expected, found: found, advice: advice)
    }
}

extension DelimitedFile: TableRow {}
