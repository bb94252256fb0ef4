import OnwardInference
import OnwardSettings

extension Experiment {
    /// Mono-Forward's Table 4: what a prediction costs.
    package static let mfTable4 = Experiment(
        "mf-table-4",
        title: "Mono-Forward, Table 4: time of a prediction, and parameters, on MNIST",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Table 4",
        budget: Budget(seeds: 3, epochs: 20, hours: 0.5),
        jobs: [
            Job(
                "ff",
                TimedPrediction(
                    .published("ff", "1000,1000", on: "mnist", epochs: 20) {
                        $0["negatives"] = "hard-label"
                        $0["optimizer"] = "adamw"
                        $0["reader"] = "all"
                        $0["bias"] = "false"
                    }, modes: [.sum, .onePass]),
                rows: rows("FF, all labels", .sum, 5.6, 13.2, 97.33, 1784)
                    + rows("FF, one pass", .onePass, 0.5, 1.8, 95.54, 1804)),
            Job(
                "bp", TimedPrediction(recipe("bp"), modes: [.sum]),
                rows: rows("BP", .sum, 0.3, 1.1, 98.75, 1794)),
            Job(
                "mf", TimedPrediction(recipe("mf"), modes: [.sum, .lastBlock]),
                rows: rows("MF, sum over layers", .sum, 1.7, 3.1, 98.75, 1804)
                    + rows("MF, last layer", .lastBlock, 0.3, 1.1, 98.76, 1794)),
        ],
        remarks: [
            """
            A batch has \(TimedPrediction.batchSize) samples here; the paper does not say how many \
            its has. Times are those of another machine, so only their order can be compared.
            """,
            "Networks without biases, as the paper counts them.",
        ])

    private static func recipe(_ algorithm: String) -> SettingValues {
        .published(algorithm, "1000,1000", on: "mnist", epochs: MFTableData.mnist.epochs) {
            MFTableData.mnist.regularize(&$0)
            $0["bias"] = "false"
        }
    }

    private static func rows(
        _ label: String, _ mode: PredictionMode, _ single: Double, _ batch: Double,
        _ accuracy: Double, _ parameters: Double
    ) -> [Row] {
        [
            Row(
                label, TimedPrediction.milliseconds(mode, batchSize: 1), published: single,
                incomparable: "another machine"),
            Row(
                label, TimedPrediction.milliseconds(mode, batchSize: TimedPrediction.batchSize),
                published: batch, incomparable: "another machine and batch"),
            Row(label, .accuracy(mode), published: accuracy),
            Row(label, TimedPrediction.parameters(mode), published: parameters),
        ]
    }
}
