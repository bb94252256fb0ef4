import OnwardData
import OnwardSettings

/// A row of fields: of a file, or given by the names of the columns.
protocol TableRow {
    /// A field's bytes, without the spaces around it.
    func bytes(_ index: Int) -> ArraySlice<UInt8>
    func text(_ index: Int) throws(FileError) -> String
    /// Where the row stands, for messages: with its file, and in it.
    var place: String { get }
    var shortPlace: String { get }
}

extension TableRow {
    /// An error in this row.
    func damaged(expected: String, got: String, remedy: String) -> FileError {
        FileError(.damaged, at: place, expected: expected, got: got, remedy: remedy)
    }
}

extension DelimitedFile: TableRow {}
