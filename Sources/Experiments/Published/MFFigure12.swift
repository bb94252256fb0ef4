import OnwardCompute

extension Experiment {
    /// Mono-Forward's Figures 1 and 2: memory over time.
    package static let mfFigure12 = Experiment(
        "mf-figure-1-2", title: "Mono-Forward, Figures 1 and 2: memory over time",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Figures 1 and 2",
        budget: Budget(seeds: 1, epochs: 2, hours: 0.2),
        jobs: ["bp", "mf"].map { algorithm in
            Job(
                algorithm,
                MemoryOverTime(
                    recipe: .published(
                        algorithm, "2000,2000,2000,2000,2000", on: "random-images", epochs: 2
                    ) { $0["batch-size"] = "30000" }, samples: 60_000, shape: Shape(1, 28, 28)),
                rows: [
                    Row(algorithm.uppercased(), MemoryOverTime.highest),
                    Row(algorithm.uppercased(), MemoryOverTime.gap),
                ])
        },
        plots: [
            Plot(
                "", title: "Memory over time, 5 × 2000, batches of 30,000", x: "seconds", y: "MB",
                lines: ["bp", "mf"].map {
                    .curve(
                        $0.uppercased(), job: $0, key: "megabytes", step: MemoryOverTime.interval)
                })
        ],
        remarks: ["The paper's figures have no numbers in their text."])
}
