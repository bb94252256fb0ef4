import OnwardSettings

extension Experiment {
    /// Integrated Forward-Forward's Table 2: a training set of which three quarters are spoiled.
    package static let intffTable2 = Experiment(
        "intff-table-2",
        title: "Integrated Forward-Forward, Table 2: noisy training samples, clean test samples",
        source: "Tang, *The Integrated Forward-Forward Algorithm*, 2023, Table 2",
        budget: Budget(seeds: 5, epochs: 40, hours: 0.7),
        jobs: [
            row("intff", "IntFF", "intff", "784,(100,100),(100,100)", 94.38),
            row("ff", "FF", "ff", "784,100,100,100,100", 90.78),
            row("bp", "BP", "bp", "784,100,100,100,100,10", 93.83),
            row("intff-last-block", "IntFF", "intff", "784,(100,100),(100,100),(10)", 94.12),
        ],
        remarks: [
            """
            A quarter of the training samples each: clean, with noise, with blanked rows, and pure \
            noise with a random label; 80,000 samples made of 60,000 images.
            """,
            """
            A tenth of the noisy training samples is held out. Every network stops when its accuracy \
            on them has not risen for 6 epochs, and is kept as it was at the best of them.
            """,
            """
            AdamW at 0.001 with weight decay 0.01 and without dropout for all: for IntFF, FF and BP \
            alike the best of 8 settings that a search tried on validation data, with 96 epochs \
            for each (rates 0.0003 to 0.005, weight decays 0.001 to 0.3, dropout 0 to 0.3).
            """,
            """
            The last "10" of the paper's fourth network is one more block of 10 units, not an output \
            layer; it is written (10) here.
            """,
        ])

    private static func row(
        _ name: String, _ label: String, _ algorithm: String, _ network: String,
        _ accuracy: Double
    ) -> Job {
        let recipe = SettingValues.published(algorithm, network, on: "mnist", epochs: 40) {
            recipe in
            recipe["corrupt"] = "clean=0.25,noise=0.25,blank=0.25,pure=0.25"
            recipe["validation"] = "0.1"
            recipe["patience"] = "6"
            recipe["optimizer"] = "adamw"
            if algorithm != "bp" { recipe.takeHintonsGoodness() }
        }
        let label = "\(label) (\(network))"
        return Job(
            name, recipe,
            rows: [
                Row(label, .accuracy, published: accuracy), Row(label, .validationAccuracy),
            ])
    }
}
