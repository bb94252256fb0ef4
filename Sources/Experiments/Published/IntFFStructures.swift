import OnwardSettings

extension Experiment {
    /// Integrated Forward-Forward's section 4.3: blocks of other layers than dense ones.
    package static let intffStructures = Experiment(
        "intff-structures",
        title: "Integrated Forward-Forward, section 4.3: blocks with convolutions and attention",
        source: "Tang, *The Integrated Forward-Forward Algorithm*, 2023, §4.3",
        budget: Budget(seeds: 1, epochs: 20, hours: 1.5),
        jobs: [
            job("intff-convolution", "IntFF", "(16C(3,3)P(2,2),32C(3,3)P(2,2),200),(100)", "intff")
            {
                $0["label-strength"] = "0.3"
            },
            job("ff-convolution", "FF", "16C(3,3)P(2,2),32C(3,3)P(2,2),200,100", "ff") {
                $0["label-strength"] = "0.3"
            },
            job("bp-convolution", "BP", "16C(3,3)P(2,2),32C(3,3)P(2,2),200,100", "bp"),
            job("intff-attention", "IntFF", "(A(8),500),(500)", "intff") {
                $0["weight-decay"] = "0.1"
            },
            job("ff-attention", "FF", "A(8),500,500", "ff") { $0["weight-decay"] = "0.1" },
            job("bp-attention", "BP", "A(8),500,500", "bp"),
        ],
        remarks: [
            "The paper claims this in words; its code has no such blocks, and there are no numbers.",
            "Labels lie in planes of their own, seen everywhere in the image.",
        ])

    private static func job(
        _ name: String, _ label: String, _ network: String, _ algorithm: String,
        _ change: (inout SettingValues) -> Void = { _ in }
    ) -> Job {
        let isBackpropagation = algorithm == "bp"
        let recipe = SettingValues.published(
            algorithm, network, on: "mnist", epochs: isBackpropagation ? 10 : 20
        ) { recipe in
            if !isBackpropagation {
                recipe.takeHintonsGoodness()
                recipe["optimizer"] = "adamw"
                recipe["label-embedding"] = "planes"
            }
            change(&recipe)
        }
        return Job(name, recipe, rows: [Row("\(label) \(network)", .accuracy)])
    }
}
