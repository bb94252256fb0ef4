import OnwardSettings

extension Experiment {
    /// From backpropagation to Mono-Forward by the size of blocks, and layer by layer against all
    /// at once.
    package static let ladder = Experiment(
        "ladder", title: "The ladder from backpropagation to Mono-Forward",
        source: "Ours; the question is that of the independent studies in Documentation/Papers.md",
        budget: Budget(seeds: 1, epochs: 40, hours: 1),
        jobs: [6, 3, 2, 1].map { (size: Int) in
            job("blocks-\(size)", "blocks of \(size) of 6 layers", epochs: 10) {
                $0["block-size"] = "\(size)"
            }
        } + [
            job("layerwise-matched", "layer by layer, as many passes in all", epochs: 2) {
                $0["training-schedule"] = "layerwise"
            },
            job("layerwise-own", "layer by layer, each layer's own 10 epochs", epochs: 10) {
                $0["training-schedule"] = "layerwise"
            },
            job("own-bp", "backpropagation, to its best validation epoch", epochs: 40) {
                $0["block-size"] = "6"
                ($0["validation"], $0["patience"]) = ("0.1", "5")
            },
            job("own-mf", "Mono-Forward, to its best validation epoch", epochs: 40) {
                ($0["validation"], $0["patience"]) = ("0.1", "5")
            },
        ],
        remarks: ["Six layers of 500 units on Fashion-MNIST, with a head to each block."])

    private static func job(
        _ name: String, _ label: String, epochs: Int, _ change: (inout SettingValues) -> Void
    ) -> Job {
        Job(
            name,
            .published(
                "mf", "500,500,500,500,500,500", on: "fashion-mnist", epochs: epochs, change),
            rows: [
                Row(label, .accuracy), Row(label + ", last block", .accuracy(.lastBlock)),
            ])
    }
}
