import OnwardData
import OnwardSettings

/// What is wrong with a row, before it is known where its block stands in the file.
struct RowFault: Error {
    /// From the block's first line, 0.
    let line: Int
    let expected: String
    let got: String
    let remedy: String

    static func blankLine(_ line: Int, fields: Int) -> RowFault {
        RowFault(
            line: line, expected: "\(fields) fields", got: "an empty line between rows",
            remedy: "remove it")
    }
}

/// Where a block of rows stands, for messages.
struct BlockPlace {
    /// The file; empty for rows that come in none.
    let file: String
    /// What its lines are called.
    var unit = "line"
    /// The number of its first line, counted from 1.
    var firstLine = 1

    func line(_ line: Int) -> String { "\(unit) \(firstLine + line)" }

    func error(_ fault: RowFault) -> FileError {
        let line = line(fault.line)
        return FileError(
            .damaged, at: file.isEmpty ? line : "\(file), \(line)", expected: fault.expected,
            got: fault.got, remedy: fault.remedy)
    }
}
