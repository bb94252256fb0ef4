extension Experiment {
    /// Mono-Forward's Figures 4 and 5: test error against epoch, and for networks of other depth.
    package static let mfFigure45 = Experiment(
        "mf-figure-4-5", title: "Mono-Forward, Figures 4 and 5: test error against epoch and depth",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Figures 4 and 5",
        budget: Budget(seeds: 3, epochs: 10, hours: 1),
        jobs: depths.flatMap { depth in
            ["bp", "mf"].map { algorithm in
                Job(
                    "\(algorithm)-\(depth)",
                    TestCurve(
                        .published(
                            algorithm,
                            Array(repeating: "1000", count: depth).joined(separator: ","),
                            on: "mnist", epochs: 10
                        ) {
                            $0["batch-size"] = "256"
                            $0["schedule"] = "constant"
                        }),
                    rows: [
                        Row("\(algorithm.uppercased()), \(depth) layers, last epoch", .accuracy)
                    ])
            }
        },
        plots: [
            Plot(
                "epochs", title: "Test error, 4 × 1000, MNIST", x: "epoch", y: "test error, %",
                lines: ["bp", "mf"].map {
                    .curve($0.uppercased(), job: "\($0)-4", key: "test_error", scale: 100)
                })
        ]
            + ["bp", "mf"].map { algorithm in
                Plot(
                    "depths-\(algorithm)",
                    title: "\(algorithm.uppercased()): test error by depth, MNIST", x: "epoch",
                    y: "test error, %",
                    lines: depths.map {
                        .curve(
                            "\($0) layers", job: "\(algorithm)-\($0)", key: "test_error",
                            scale: 100)
                    })
            },
        remarks: [
            "The paper's figures have no numbers in their text; it ran at least 10 seeds.",
            "The test samples are looked at after every epoch, for the curve; nothing is chosen by it.",
        ])

    private static let depths = [2, 4, 8]
}
