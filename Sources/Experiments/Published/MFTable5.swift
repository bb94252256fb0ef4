extension Experiment {
    /// Mono-Forward's Table 5: seconds per epoch against backpropagation's.
    package static let mfTable5 = Experiment(
        "mf-table-5", title: "Mono-Forward, Table 5: seconds per epoch",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Table 5",
        budget: Budget(seeds: 3, epochs: 3, hours: 0.4),
        jobs: settings.flatMap { setting in
            [
                job("mf", setting, setting.monoForward),
                job("bp", setting, setting.backpropagation),
            ]
        },
        ratios: settings.map { setting in
            RatioRow(
                "BP ÷ MF, \(setting.title)", .secondsPerEpoch, of: setting.job("bp"),
                to: setting.job("mf"), published: setting.ratio)
        },
        remarks: [
            """
            Times are those of another machine; the ratio of the two algorithms is what can be \
            compared. The mean over the epochs of a run; ± is over runs.
            """,
            """
            MNIST: 2 × 1000, CIFAR-10 (JPEG): 3 × 2000; mini-batches of 256, or all training samples \
            at once.
            """,
            """
            MF spares one product of three in each layer, so it cannot be more than 1.5 times as \
            fast on one core; the paper explains its larger ratios by MF's better parallelism, on \
            hardware that it does not name here.
            """,
        ])

    private struct Setting {
        let data: String
        let title: String
        let network: String
        let batchSize: Int
        let monoForward: Double
        let backpropagation: Double
        let ratio: Double

        func job(_ algorithm: String) -> String {
            "\(data)-\(batchSize == 256 ? "mini" : "full")-\(algorithm)"
        }
    }

    private static let settings = [
        Setting(
            data: "mnist", title: "MNIST, mini-batches", network: "1000,1000", batchSize: 256,
            monoForward: 0.71, backpropagation: 1.62, ratio: 2.28),
        Setting(
            data: "mnist", title: "MNIST, full batch", network: "1000,1000", batchSize: 60000,
            monoForward: 0.14, backpropagation: 0.22, ratio: 1.57),
        Setting(
            data: "cifar10-jpeg", title: "CIFAR-10 (JPEG), mini-batches",
            network: "2000,2000,2000", batchSize: 256, monoForward: 0.66, backpropagation: 2.20,
            ratio: 3.33),
        Setting(
            data: "cifar10-jpeg", title: "CIFAR-10 (JPEG), full batch",
            network: "2000,2000,2000", batchSize: 50000, monoForward: 0.04, backpropagation: 0.06,
            ratio: 1.57),
    ]

    private static func job(_ algorithm: String, _ setting: Setting, _ published: Double) -> Job {
        Job(
            setting.job(algorithm),
            .published(algorithm, setting.network, on: setting.data, epochs: 3) {
                $0["batch-size"] = "\(setting.batchSize)"
            },
            rows: [
                Row(
                    "\(algorithm.uppercased()), \(setting.title)", .secondsPerEpoch,
                    published: published, incomparable: "another machine")
            ])
    }
}
