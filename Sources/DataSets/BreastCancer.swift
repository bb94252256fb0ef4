/// Breast Cancer Wisconsin (Diagnostic): 30 measures of cell nuclei, benign or malignant, 569 rows.
///
/// - Reference: Street, Wolberg and Mangasarian, *Nuclear Feature Extraction for Breast Tumor
///   Diagnosis*, 1993.
package enum BreastCancer: TableSource {
    package static let name = "wdbc"
    package static let summary = "Breast Cancer Wisconsin, 30 measures, 569 rows, 2 classes"
    package static let file = "wdbc.data"
    package static let columns = ["header": "false", "label-column": "2", "ignore-columns": "1"]
    package static let home = "https://archive.ics.uci.edu/dataset/17"
}
