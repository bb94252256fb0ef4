import OnwardSettings

extension Experiment {
    /// Mono-Forward's Table 1: what every layer tells by itself.
    package static let mfTable1 = Experiment(
        "mf-table-1", title: "Mono-Forward, Table 1: every layer's own accuracy on MNIST",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Table 1",
        budget: Budget(seeds: 3, epochs: 20, hours: 0.4),
        jobs: [2, 3].flatMap { layers in
            let network = Array(repeating: "1000", count: layers).joined(separator: ",")
            return [
                Job(
                    "bp-\(layers)", recipe("bp", network),
                    rows: [Row("BP, \(layers) hidden layers", .accuracy)]),
                Job(
                    "mf-\(layers)", recipe("mf", network),
                    rows: [Row("MF, \(layers) hidden layers, sum", .accuracy(.sum))]
                        + (1...layers).map {
                            Row(
                                "MF, layer \($0) of \(layers)", .blockAccuracy($0))
                        }),
            ]
        },
        remarks: ["The paper's text has lost the values of this table."])

    private static func recipe(_ algorithm: String, _ network: String) -> SettingValues {
        let data = MFTableData.mnist
        return .published(algorithm, network, on: data.data, epochs: data.epochs) {
            data.regularize(&$0)
        }
    }
}
