/// Santander Customer Transaction Prediction: 200 unnamed numbers, 200,000 rows, two classes of
/// which one is a tenth.
///
/// - Reference: Banco Santander, *Santander Customer Transaction Prediction*, Kaggle, 2019.
package enum Santander: TableSource {
    package static let name = "santander"
    package static let summary = "Santander customers, 200 numbers, 200,000 rows, 2 classes"
    package static let file = "train.csv"
    package static let columns = [
        "header": "true", "label-column": "target", "ignore-columns": "ID_code",
    ]
    package static let home = "https://www.kaggle.com/c/santander-customer-transaction-prediction"
}
