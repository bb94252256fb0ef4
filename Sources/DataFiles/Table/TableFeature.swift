import OnwardData
import OnwardSettings

/// A column that the network sees, and how its fields become numbers.
package struct TableFeature: Codable, Hashable, Sendable {
    package enum Kind: Codable, Hashable, Sendable {
        /// (value − mean) / deviation; a missing value counts as the mean.
        case number(mean: Double, deviation: Double)
        /// 1 in the place of the field's text and 0 elsewhere; "" is what a missing one has.
        case categories([String])
        /// As numbers are, each part of what is written by a scale of its own.
        case written(FieldWriting, [Scale])
    }

    package struct Scale: Codable, Hashable, Sendable {
        let mean: Double
        let deviation: Double

        func value(_ number: Double) -> Float { Float((number - mean) / deviation) }
    }

    /// Its place among the columns of the training table.
    let column: Int
    package let kind: Kind

    /// Numbers that it becomes.
    var width: Int {
        switch kind {
        case .number: 1
        case .categories(let levels): levels.count
        case .written(_, let scales): scales.count
        }
    }
}
