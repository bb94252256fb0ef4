import OnwardData

/// What was found in a table, in lines for the user.
struct TableReport {
    /// Columns that become more inputs than this are named.
    private static let greatestInputCount = 50

    let layout: TableLayout
    let labels: TableClasses
    let groups: [Int32]?
    /// Nil where the columns are read as a network knows them.
    let survey: TableSurvey?
    /// Of those that were not trained on.
    let isTest: [Bool]
    /// How many of these are to validate with.
    let validating: Int
    /// Whether the rows to test with were drawn.
    let isSplit: Bool
    let preparation: TablePreparation

    func lines(name: String, seed: UInt64) -> [String] {
        let lines: [String?] = [
            "\(name): \(isTest.count.formatted()) rows, \(layout.hasHeader ? "" : "no ")header "
                + "(\(layout.header.reason))",
            "  \(kinds) → \(preparation.width.formatted()) inputs",
            missing,
        ]
        let training =
            "  \(isTest.count { !$0 }.formatted()) rows to train on, "
            + (validating > 0 ? "\(validating.formatted()) to validate with, " : "")
            + "\((isTest.count { $0 } - validating).formatted()) to test with" + split(seed)
        return lines.compactMap { $0 } + writings + columnNotes + classLines + [training]
    }

    private var kinds: String {
        let categories = preparation.features.count {
            if case .categories = $0.kind { true } else { false }
        }
        let kinds = [
            "\(preparation.features.count - categories) columns of numbers",
            "\(categories) of categories",
            layout.ignored.isEmpty ? nil : "\(layout.ignored.count) left out",
        ]
        return kinds.compactMap { $0 }.joined(separator: ", ")
    }

    private var missing: String? {
        guard let survey else { return nil }
        let columns = survey.columns.indices.filter { survey.columns[$0]?.missing ?? 0 > 0 }
        guard !columns.isEmpty else { return "  no missing values" }
        let counts = columns.map {
            "\(layout.name($0)) \((survey.columns[$0]?.missing ?? 0).formatted())"
        }
        return "  missing values (numbers take the mean, categories a level): "
            + ColumnFinder.list(counts)
    }

    /// Columns that are not written as programs write numbers, by what they were read as.
    private var writings: [String] {
        var columns: [String: [String]] = [:]
        for feature in preparation.features {
            guard case .written(let writing, _) = feature.kind else { continue }
            let parts =
                writing.parts.count > 1 ? ", as " + writing.parts.joined(separator: ", ") : ""
            columns[writing.summary + parts, default: []].append(columnName(feature))
        }
        return columns.keys.sorted().map { "  \($0): \(ColumnFinder.list(columns[$0] ?? []))" }
    }

    private var columnNotes: [String] {
        guard let survey else { return [] }
        func columns(_ isMeant: (ColumnCensus) -> Bool) -> [String] {
            survey.columns.indices.filter { survey.columns[$0].map(isMeant) ?? false }
                .map(layout.name)
        }
        let many = preparation.features.filter { $0.width > TableReport.greatestInputCount }
        let similar = preparation.features.compactMap { feature -> String? in
            guard case .categories(let levels) = feature.kind else { return nil }
            let groups = SimilarNames.groups(levels)
            return groups.isEmpty ? nil : "\(columnName(feature)) \(SimilarNames.list(groups))"
        }
        let notes = [
            ("constant", columns(\.isConstant)),
            (
                "different in every row (an identifier? see `ignore-columns`)",
                columns { $0.isIdentifier(rows: isTest.count) }
            ),
            (
                "more than \(TableReport.greatestInputCount) inputs each (see `ignore-columns`)",
                many.map { "\(columnName($0)) \($0.width)" }
            ),
            ("warning: texts that differ by case or blanks alone", similar),
        ]
        return notes.filter { !$0.1.isEmpty }.map { "  \($0): \(ColumnFinder.list($1))" }
    }

    private var classLines: [String] {
        var counts = [Int](repeating: 0, count: labels.names.count)
        for label in labels.numbers { counts[Int(label)] += 1 }
        let listed = zip(labels.names, counts).map { "\($0) \($1.formatted())" }
        let lines = [
            "classes: \(ColumnFinder.list(listed))",
            labels.merged.isEmpty
                ? nil : "equal numbers are one class: \(SimilarNames.list(labels.merged))",
            SimilarNames.warning(ofClasses: labels.names),
            labels.quantity.map { "warning: \(layout.name(layout.label)): \($0)" },
        ]
        return lines.compactMap { $0.map { "  \($0)" } }
    }

    private func columnName(_ feature: TableFeature) -> String {
        preparation.hasHeader
            ? preparation.columns[feature.column] : "column \(preparation.columns[feature.column])"
    }

    private func split(_ seed: UInt64) -> String {
        guard isSplit else { return "" }
        let whole = groups.map { ", \(Set($0).count) groups kept whole" } ?? ""
        return " (drawn, the same share of every class\(whole); seed \(seed))"
    }
}
