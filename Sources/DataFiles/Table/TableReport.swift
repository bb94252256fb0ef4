/// What was found in a table, in lines for the user.
struct TableReport {
    let scan: TableScan
    let isTest: [Bool]
    /// Whether the program chose the rows to test with.
    let isSplit: Bool
    let width: Int
    /// Columns that are the same in all training rows.
    let constant: [Int]

    func lines(name: String, seed: UInt64) -> [String] {
        let rows = scan.labels.count
        let lines: [String?] = [
            "\(name): \(rows.formatted()) rows, \(scan.layout.hasHeader ? "" : "no ")header",
            "  \(kinds) → \(width.formatted()) inputs",
            missing,
            note("constant", constant),
            note("different in every row (an identifier? see `ignore-columns`)", identifiers),
            "  classes: \(classes)",
            "  \(isTest.count { !$0 }.formatted()) rows to train on, "
                + "\(isTest.count { $0 }.formatted()) to test with" + split(seed),
        ]
        return lines.compactMap { $0 }
    }

    private var kinds: String {
        let features = scan.columns.compactMap { $0 }
        let numeric = features.count { $0.isNumeric }
        let kinds = [
            "\(numeric) columns of numbers", "\(features.count - numeric) of categories",
            scan.layout.ignored.isEmpty ? nil : "\(scan.layout.ignored.count) left out",
        ]
        return kinds.compactMap { $0 }.joined(separator: ", ")
    }

    private var missing: String {
        let columns = scan.columns.indices.filter { scan.columns[$0]?.missing ?? 0 > 0 }
        guard !columns.isEmpty else { return "  no missing values" }
        let counts = columns.map {
            "\(scan.layout.name($0)) \((scan.columns[$0]?.missing ?? 0).formatted())"
        }
        return "  missing values (numbers take the mean, categories a level): "
            + ColumnFinder.list(counts)
    }

    private var identifiers: [Int] {
        scan.columns.indices.filter {
            scan.columns[$0]?.isIdentifier(rows: scan.labels.count) == true
        }
    }

    private func note(_ what: String, _ columns: [Int]) -> String? {
        columns.isEmpty ? nil : "  \(what): \(ColumnFinder.list(columns.map(scan.layout.name)))"
    }

    private var classes: String {
        var counts = [Int](repeating: 0, count: scan.classes.count)
        for label in scan.labels { counts[Int(label)] += 1 }
        return ColumnFinder.list(zip(scan.classes, counts).map { "\($0) \($1.formatted())" })
    }

    private func split(_ seed: UInt64) -> String {
        guard isSplit else { return "" }
        let groups = scan.groups.map { ", \(Set($0).count) groups kept whole" } ?? ""
        return " (drawn, the same share of every class\(groups); seed \(seed))"
    }
}
