import OnwardData

/// What a data set holds, class by class.
enum DatasetTable {
    /// With more classes than this a line says it all.
    private static let greatestClassCount = 20

    /// - Parameter isWhole: whether every class has a row, however many there are.
    static func text(of dataset: Dataset, isWhole: Bool = false) -> String {
        let head =
            "\(dataset.name): samples of \(dataset.shape), \(dataset.classes.count) classes"
        let (train, test) = (counts(dataset.train, dataset), counts(dataset.test, dataset))
        guard isWhole || dataset.classes.count <= greatestClassCount else {
            let range = "\(train.min() ?? 0) to \(train.max() ?? 0)"
            return "\(head), \(dataset.train.count) samples to train on (\(range) of a class) and "
                + "\(dataset.test.count) to test with"
        }
        let width = (dataset.classes.map(\.count).max() ?? 0) + 2
        func row(_ name: String, _ train: String, _ test: String) -> String {
            Table.pad(name, width) + Table.pad(train, 9) + Table.pad(test, 9)
        }
        let rows = dataset.classes.indices.map { index in
            row(dataset.classes[index], "\(train[index])", "\(test[index])")
        }
        let sums = row("all", "\(dataset.train.count)", "\(dataset.test.count)")
        return ([head, row("class", "train", "test")] + rows + [sums]).joined(separator: "\n")
    }

    private static func counts(_ samples: Samples, _ dataset: Dataset) -> [Int] {
        samples.allLabels.reduce(into: .init(repeating: 0, count: dataset.classes.count)) {
            $0[Int($1)] += 1
        }
    }
}
