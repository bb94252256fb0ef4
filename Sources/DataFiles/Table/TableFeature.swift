import OnwardData
import OnwardSettings

/// A column that the network sees, and how its fields become numbers.
struct TableFeature: Codable, Hashable, Sendable {
    enum Kind: Codable, Hashable, Sendable {
        /// (value − mean) / deviation; a missing value counts as the mean.
        case number(mean: Double, deviation: Double)
        /// 1 in the place of the field's text and 0 elsewhere; "" is what a missing one has.
        case categories([String])
    }

    /// Its place among the columns of the training table.
    let column: Int
    let kind: Kind

    /// Numbers that it becomes.
    var width: Int {
        switch kind {
        case .number: 1
        case .categories(let levels): levels.count
        }
    }
}

/// Gathers from the training rows what a feature must know.
struct FeatureFit {
    private let isNumeric: Bool
    private var count = 0.0
    private var mean = 0.0
    /// Σ (value − mean)², kept up with every row (Welford).
    private var squares = 0.0
    private var levels: Set<String> = []

    init(isNumeric: Bool) { self.isNumeric = isNumeric }

    mutating func take(_ column: Int, of file: DelimitedFile) throws(FileError) {
        let field = file.bytes(column)
        if !isNumeric {
            levels.insert(TableValue.isMissing(field) ? "" : try file.text(column))
        } else if case .number(let value) = TableValue(field) {
            count += 1
            let distance = value - mean
            mean += distance / count
            squares += distance * (value - mean)
        }
    }

    /// Whether all training rows have the same value.
    var isConstant: Bool { isNumeric ? squares == 0 : levels.count < 2 }

    /// A constant column becomes zeros.
    func feature(_ column: Int) -> TableFeature {
        guard isNumeric else {
            return TableFeature(column: column, kind: .categories(levels.sorted()))
        }
        let deviation = squares > 0 ? (squares / count).squareRoot() : 1
        return TableFeature(column: column, kind: .number(mean: mean, deviation: deviation))
    }
}
