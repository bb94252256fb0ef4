import OnwardData
import OnwardSettings

/// Finds a table's columns by their names or numbers.
struct ColumnFinder {
    let names: [String]
    let hasHeader: Bool
    /// The file, for messages.
    let place: String

    /// The column of this name, or else of this number, counted from 1.
    func column(_ wanted: String, for setting: String) throws(FileError) -> Int {
        if let index = names.firstIndex(of: wanted) { return index }
        if let number = Int(wanted), number >= 1, number <= names.count { return number - 1 }
        guard hasHeader else {
            throw FileError(
                .inconsistent, at: place,
                expected: "a column of number \(wanted) for \(setting)",
                got: "\(names.count) columns without names",
                remedy: "give a number from 1 to \(names.count), or set `header` to true")
        }
        let nearest = Names.nearest(to: wanted, among: names).map { "did you mean \($0)? " } ?? ""
        throw FileError(
            .inconsistent, at: place, expected: "a column \(wanted) for \(setting)",
            got: "none of that name",
            remedy: "\(nearest)There are \(ColumnFinder.list(names))")
    }

    /// Those of a list with commas between.
    func columns(_ list: String?, for setting: String) throws(FileError) -> Set<Int> {
        var columns: Set<Int> = []
        for name in list?.split(separator: ",") ?? [] {
            let trimmed = name.drop { $0 == " " }
            columns.insert(try column(String(trimmed), for: setting))
        }
        return columns
    }

    /// The first of these names, and how many more there are.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(12).joined(separator: ", ")
        return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }
}
