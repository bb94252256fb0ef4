/// Breast Cancer Wisconsin (Diagnostic): 30 measures of cell nuclei, benign or malignant, 569 rows.
///
/// - Reference: Street, Wolberg and Mangasarian, *Nuclear Feature Extraction for Breast Tumor
///   Diagnosis*, 1993.
public enum BreastCancer: TableSource {
    public static let name = "wdbc"
    public static let summary = "Breast Cancer Wisconsin, 30 measures, 569 rows, 2 classes"
    public static let file = "wdbc.data"
    public static let columns = ["header": "false", "label-column": "2", "ignore-columns": "1"]
    public static let home = "https://archive.ics.uci.edu/dataset/17"
}
