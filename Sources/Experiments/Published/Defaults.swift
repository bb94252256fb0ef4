import OnwardSettings

extension Experiment {
    /// What a newcomer gets: the algorithm, the network, the data and nothing else.
    package static let defaults = Experiment(
        "defaults", title: "Every algorithm by its defaults",
        source: "Ours; what was tried to find them is told in Documentation/Results/claims.md",
        budget: Budget(seeds: 3, epochs: 30, hours: 6),
        jobs: forwardOnly + rivals,
        remarks: [
            """
            Given are the algorithm, the network, the data and the epochs: 30 for the table, 10 for \
            all else. A tenth of the training samples is held out, and the epoch that is best on it is \
            the one that is tested. Convolutions and attention are run once.
            """
        ])

    private static let images = ["synthetic-digits", "mnist", "fashion-mnist", "cifar10-jpeg"]
    private static let convolutions = "32C(3,3)P(2,2),64C(3,3)P(2,2)"

    /// What the framework is made for stands first, so that a run that is cut short has it.
    private static let forwardOnly =
        (images + ["wdbc"]).flatMap { data in
            [job("ff", "500,500", data), job("intff", "(500,500),(200)", data)]
        } + ["ff", "intff"].map { job($0, "500", "imdb") }
        + images.flatMap { data in
            [
                job("ff", convolutions, data, seeds: 1),
                job("intff", "(\(convolutions),200)", data, seeds: 1),
                job("intff", "(A(8),500)", data, seeds: 1),
            ]
        }

    private static let rivals = ["mf", "bp", "fa", "dfa"].flatMap { algorithm in
        (images + ["wdbc"]).map { job(algorithm, "500,500", $0) } + [job(algorithm, "500", "imdb")]
            + images.map { job(algorithm, convolutions, $0, seeds: 1) }
    }

    private static func job(
        _ algorithm: String, _ network: String, _ data: String, seeds: Int? = nil
    ) -> Job {
        let kind =
            network.contains("C(") ? "-convolution" : network.contains("A(") ? "-attention" : ""
        let recipe: SettingValues = [
            "algorithm": algorithm, "network": network, "data": data,
            "epochs": data == "wdbc" ? "30" : "10",
        ]
        return Job(
            "\(data)\(kind)-\(algorithm)", recipe, seeds: seeds,
            rows: [Row("\(data), \(network): \(algorithm)", .accuracy)])
    }
}
