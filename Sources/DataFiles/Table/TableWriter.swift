import OnwardCompute
import OnwardData
import OnwardSettings

/// Turns the rows of a table to numbers, and counts what it has to say about them.
struct TableWriter {
    private let features: [TableFeature]
    /// Per feature, its field in a row.
    private let fields: [Int]
    private let names: [String]
    /// Per feature, each level's number; empty for numbers.
    private let levels: [[String: Int]]
    private var values: [Float]
    private var missing = 0
    private var unknown = 0
    private var firstUnknown: String?

    /// - Parameter places: of each column of the training table.
    init(_ preparation: TablePreparation, places: [Int?]) {
        features = preparation.features
        fields = features.map { places[$0.column] ?? 0 }
        names = features.map {
            preparation.hasHeader
                ? preparation.columns[$0.column] : "column \(preparation.columns[$0.column])"
        }
        levels = features.map { feature in
            guard case .categories(let levels) = feature.kind else { return [:] }
            return Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
        }
        values = [Float](repeating: 0, count: preparation.width)
    }

    /// - Shapes: `room` [1, width].
    mutating func write(_ row: some TableRow, into room: Matrix) throws(FileError) {
        try read(row)
        room.assign(values)
    }

    mutating func numbers(of row: some TableRow) throws(FileError) -> [Float] {
        try read(row)
        return values
    }

    private mutating func read(_ row: some TableRow) throws(FileError) {
        var first = 0
        for index in features.indices {
            switch features[index].kind {
            case .number(let mean, let deviation):
                values[first] = try number(row, index).map { Float(($0 - mean) / deviation) } ?? 0
                first += 1
            case .categories(let all):
                for level in all.indices { values[first + level] = 0 }
                if let level = try level(row, index) { values[first + level] = 1 }
                first += all.count
            }
        }
    }

    private mutating func number(
        _ row: some TableRow, _ index: Int
    ) throws(FileError) -> Double? {
        let field = row.bytes(fields[index])
        switch TableValue(field) {
        case .number(let number): return number
        case .missing:
            missing += 1
            return nil
        case .infinite, .text:
            throw row.damaged(
                expected: "a finite number in \(names[index])",
                got: "\"\(String(decoding: field.prefix(40), as: UTF8.self))\"",
                remedy: "correct it, or leave it empty for a missing value")
        }
    }

    private mutating func level(
        _ row: some TableRow, _ index: Int
    ) throws(FileError) -> Int? {
        let isMissing = TableValue.isMissing(row.bytes(fields[index]))
        let text = isMissing ? "" : try row.text(fields[index])
        if let level = levels[index][text] { return level }
        if isMissing {
            missing += 1
        } else {
            unknown += 1
            firstUnknown = firstUnknown ?? "\"\(text)\" in \(names[index]), \(row.shortPlace)"
        }
        return nil
    }

    /// What the user should know of the rows written.
    var notes: [String] {
        let counted = [
            missing == 0
                ? nil : "\(missing) missing values, taken as the training rows' mean",
            firstUnknown.map {
                "\(unknown) texts that no training row had, taken as none of the known ones; "
                    + "the first: \($0)"
            },
        ]
        return counted.compactMap { $0 }
    }
}
