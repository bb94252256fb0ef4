/// Musk, version 2: 166 measures of the shapes that molecules take, musk or not, 6,598 rows.
///
/// A molecule takes many shapes, and all of them have its label: they are kept in one part. The
/// names of molecule and shape tell the label, so they are left out.
///
/// Stands in for Santander's set of 200 features, which may not be passed on.
///
/// - Reference: Dietterich, Lathrop and Lozano-Pérez, *Solving the Multiple Instance Problem with
///   Axis-Parallel Rectangles*, 1997.
package enum Musk: TableSource {
    package static let name = "musk2"
    package static let summary = "Musk v2, 166 measures, 6,598 rows of 102 molecules, 2 classes"
    package static let file = "clean2.tsv"
    package static let columns = [
        "header": "true", "label-column": "target", "group-column": "molecule_name",
        "ignore-columns": "molecule_name,conformation_name",
    ]
    package static let home = "https://github.com/EpistasisLab/pmlb"
}
