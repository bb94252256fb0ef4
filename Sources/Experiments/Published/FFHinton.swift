import OnwardSettings

extension Experiment {
    /// Hinton's own results with Forward-Forward on MNIST, and what must not be done.
    package static let ffHinton = Experiment(
        "ff-hinton", title: "The Forward-Forward Algorithm: results on MNIST",
        source: "Hinton, *The Forward-Forward Algorithm*, 2022, §3",
        budget: Budget(seeds: 1, epochs: 44, hours: 2),
        jobs: [
            job(
                "unsupervised", "unsupervised, linear reader", .accuracy, 98.63,
                "1000,1000,1000", epochs: 30
            ) {
                $0["negatives"] = "hybrid-image"
                $0["label-embedding"] = "none"
                $0["reader"] = "upper"
                $0["weight-decay"] = "0.3"
            },
            job(
                "paired", "both phases in every step", .accuracy, nil, "1000,1000,1000", epochs: 10),
            job(
                "separate", "phases in turns of an epoch", .accuracy, nil, "1000,1000,1000",
                epochs: 10
            ) { $0["pairing"] = "separate" },
            job(
                "supervised", "supervised, all labels", .accuracy, 98.64,
                "2000,2000,2000,2000", epochs: 15
            ) { $0["negatives"] = "hard-label" },
            job(
                "jittered", "supervised, moved images", .accuracy(.onePass), 99.36,
                "1000,1000,1000", epochs: 44
            ) {
                $0["negatives"] = "hard-label"
                $0["label-strength"] = "4"
                $0["evidence-blocks"] = "all"
                $0["reader"] = "all"
                $0["augment"] = "shift:1"
                $0["dropout"] = "0.1"
            },
        ],
        remarks: [
            """
            Hinton trains for 60 epochs (supervised), 500 (moved by up to two pixels) and 100 \
            (unsupervised, 2000 units); here the budget is smaller.
            """,
            """
            Moved images are told by the reader in one pass. The two rows of phases are the MF \
            paper's claim, in its section 2, that they must be paired.
            """,
        ])

    private static func job(
        _ name: String, _ label: String, _ measure: Measure, _ published: Double?,
        _ network: String, epochs: Int, _ change: (inout SettingValues) -> Void = { _ in }
    ) -> Job {
        Job(
            name,
            .published("ff", network, on: "mnist", epochs: epochs) { recipe in
                recipe["optimizer"] = "adamw"
                recipe["batch-size"] = "100"
                change(&recipe)
            },
            rows: [Row("\(label), \(network)", measure, published: published)])
    }
}
