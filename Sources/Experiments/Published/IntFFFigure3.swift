extension Experiment {
    /// Integrated Forward-Forward's Figure 3: each block's own loss falls, with none above it.
    package static let intffFigure3 = Experiment(
        "intff-figure-3",
        title: "Integrated Forward-Forward, Figure 3: the mean of the local losses",
        source: "Tang, *The Integrated Forward-Forward Algorithm*, 2023, Figure 3",
        budget: Budget(seeds: 5, epochs: 40, hours: 0.3),
        jobs: [
            Job(
                "intff",
                .published("intff", "784,(200,200,200),(50,50)", on: "mnist", epochs: 40) {
                    $0["optimizer"] = "adamw"
                },
                rows: [
                    Row("IntFF (784,(200,200,200),(50,50))", .accuracy),
                    Row("the same", .lastLoss),
                    Row("block 1", .lastLoss(ofBlock: 1)),
                    Row("block 2", .lastLoss(ofBlock: 2)),
                ])
        ],
        plots: [
            Plot(
                "", title: "Integrated Forward-Forward: local losses", x: "epoch",
                y: "loss, mean over the epoch's samples",
                lines: [
                    .curve("block 1", job: "intff", key: "block_1_loss"),
                    .curve("block 2", job: "intff", key: "block_2_loss"),
                    .curve("mean", job: "intff", key: "loss"),
                ])
        ],
        remarks: [
            """
            The loss of the paper's code: L2 normalization, mean of squares, threshold 1.5. The \
            paper's figure has no numbers in its text.
            """
        ])
}

extension Measure {
    fileprivate static let lastLoss = Measure(
        last(Outcome.loss), "loss in the last epoch", decimals: 4, isMoreBetter: false)

    fileprivate static func lastLoss(ofBlock number: Int) -> Measure {
        Measure(
            last(Outcome.blockLoss(number)), "loss in the last epoch", decimals: 4,
            isMoreBetter: false)
    }
}
