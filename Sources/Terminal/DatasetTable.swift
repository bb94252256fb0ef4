import OnwardData

/// What a data set holds, class by class.
package enum DatasetTable {
    /// With more classes than this a line says it all.
    private static let greatestClassCount = 20

    /// - Parameter isWhole: whether every class has a row, however many there are.
    package static func text(of dataset: Dataset, isWhole: Bool = false) -> String {
        let head =
            "\(dataset.name): samples of \(dataset.shape), \(dataset.classes.count) classes"
        let train = counts(dataset.train, dataset)
        let parts = [
            ("train", dataset.train), ("validation", dataset.validation), ("test", dataset.test),
        ].compactMap { name, part in part.map { (name, counts($0, dataset)) } }
        guard isWhole || dataset.classes.count <= greatestClassCount else {
            let range = "\(train.min() ?? 0) to \(train.max() ?? 0)"
            let validation = dataset.validation.map { ", \($0.count) to validate with" } ?? ""
            return "\(head), \(dataset.train.count) samples to train on (\(range) of a class)"
                + "\(validation) and \(dataset.test.count) to test with"
        }
        let width = (dataset.classes.map(\.count).max() ?? 0) + 2
        func row(_ name: String, _ cells: [String]) -> String {
            zip(parts, cells).reduce(Table.pad(name, width)) { row, part in
                row + Table.pad(part.1, max(9, part.0.0.count + 2))
            }
        }
        let rows = dataset.classes.indices.map { index in
            row(dataset.classes[index], parts.map { "\($0.1[index])" })
        }
        let sums = row("all", parts.map { "\($0.1.reduce(0, +))" })
        return ([head, row("class", parts.map(\.0))] + rows + [sums]).joined(separator: "\n")
    }

    private static func counts(_ samples: Samples, _ dataset: Dataset) -> [Int] {
        samples.allLabels.reduce(into: .init(repeating: 0, count: dataset.classes.count)) {
            $0[Int($1)] += 1
        }
    }
}
