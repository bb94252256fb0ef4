import OnwardData
import OnwardSettings

extension TableLayout {
    /// The classes that the labels name.
    ///
    /// - Parameter known: a network's, where there is one.
    /// - Throws: `FileError` where they can be no classes, or are none of the network's.
    func classes(of scan: TableScan, known: [String]?) throws(FileError) -> TableClasses {
        if let known { return try TableClasses(scan.labels, known: known) }
        let labels = TableClasses(scan.labels)
        let (name, url) = (name(label), scan.urls[0])
        guard labels.names.count >= 2 else {
            throw FileError(
                .inconsistent, at: url, expected: "at least two classes in \(name)",
                got: labels.numbers.isEmpty
                    ? "no rows below the header"
                    : "\(labels.names.joined()) in all \(scan.count) rows",
                remedy: "name the label column by `label-column`")
        }
        guard labels.names.count <= max(scan.count / 2, 2) else {
            throw FileError(
                .inconsistent, at: url, expected: "classes in \(name), each with several rows",
                got: "\(labels.names.count) different values in \(scan.count) rows",
                remedy: labels.quantity.map { "\($0), or name the label column by `label-column`" }
                    ?? "name the label column by `label-column`")
        }
        return labels
    }
}

extension TableClasses {
    /// So many different numbers are hardly classes.
    private static let greatestNumberCount = 20

    /// What to say of labels that are rather a quantity; nil where they are not.
    var quantity: String? {
        guard names.count > TableClasses.greatestNumberCount, TableClasses.areNumbers(names),
            let least = names.first, let most = names.last
        else { return nil }
        return "numbers from \(least) to \(most) look like a quantity, and this program tells "
            + "classes, whose order it does not know: put them into ranges"
    }
}
