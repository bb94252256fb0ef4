extension Experiment {
    /// Mono-Forward's section 3.3: layers are plugged, unplugged, damaged and repaired one by one.
    package static let mfSection33 = Experiment(
        "mf-section-3.3",
        title: "Mono-Forward, section 3.3: layers plugged, unplugged, damaged and repaired",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, §3.3",
        budget: Budget(seeds: 3, epochs: 10, hours: 0.4),
        jobs: [
            Job(
                "mf",
                EditedNetwork(
                    .published("mf", "1000,1000,1000", on: "mnist", epochs: 10) {
                        MFTableData.mnist.regularize(&$0)
                    }),
                rows: EditedNetwork.rows)
        ],
        remarks: [
            """
            The paper claims all this in words, without numbers. Accuracies are sums over the layers \
            that are there. Half of the second layer's weights are damaged: set to zero, with noise \
            as large as the weights added, or with one bit turned over.
            """,
            """
            A turned bit can make a weight huge, infinite or not a number; then everything above the \
            layer is lost with it, and the layer below still answers.
            """,
        ])
}
