import OnwardCompute

extension Experiment {
    /// Mono-Forward's Figure 3: peak memory against depth.
    package static let mfFigure3 = Experiment(
        "mf-figure-3", title: "Mono-Forward, Figure 3: peak memory against depth",
        source: "Gong, Li and Abdulla, *Mono-Forward*, 2025, Figure 3",
        budget: Budget(seeds: 1, epochs: 1, hours: 0.3),
        jobs: [
            dense("bp", "simultaneous", "BP", 204.00), dense("mf", "simultaneous", "MF", 16.16),
            dense("mf", "layerwise", "MF, layer by layer", nil),
            convolutions("bp", "BP"), convolutions("mf", "MF"),
        ],
        plots: [
            Plot(
                "dense", title: "Peak memory, layers of 1000 units", x: "layers", y: "MB",
                lines: [
                    .curve("BP", job: "dense-bp-simultaneous", key: "megabytes", step: 2),
                    .curve("MF", job: "dense-mf-simultaneous", key: "megabytes", step: 2),
                    .curve(
                        "MF, layer by layer", job: "dense-mf-layerwise", key: "megabytes", step: 2),
                ]),
            Plot(
                "convolutions", title: "Peak memory, convolutions of 64 channels", x: "layers",
                y: "MB",
                lines: [
                    .curve("BP", job: "convolutions-bp", key: "megabytes", step: 2),
                    .curve("MF", job: "convolutions-mf", key: "megabytes", step: 2),
                ]),
        ],
        remarks: [
            """
            A full batch of 48,000 rows, which is how we read the paper's 204 MB for each layer: 12 \
            of weights, gradient and moments, and 192 of activations. Beyond that its text does not \
            say.
            """,
            """
            BP's gradients are all there when the optimizer begins, 4 MB for a layer; MF lends one \
            buffer from layer to layer. Layer by layer, what the layer below says to all samples is \
            kept beside the batch's activations, in two buffers that do not grow with depth.
            """,
            """
            Convolutions: 3 × 3 on images of 32 × 32 pixels, batches of 128. The paper's slopes for \
            them are not in its text.
            """,
        ])

    private static func dense(
        _ algorithm: String, _ schedule: String, _ label: String, _ published: Double?
    ) -> Job {
        Job(
            "dense-\(algorithm)-\(schedule)",
            MemoryAgainstDepth(
                recipe: .published(algorithm, "1000", on: "random-images", epochs: 1) {
                    $0["batch-size"] = "48000"
                    $0["training-schedule"] = schedule
                }, depths: [2, 4, 6, 8], samples: 48_000, shape: Shape(1, 28, 28)),
            rows: [Row("\(label), dense", MemoryAgainstDepth.perLayer, published: published)])
    }

    private static func convolutions(_ algorithm: String, _ label: String) -> Job {
        Job(
            "convolutions-\(algorithm)",
            MemoryAgainstDepth(
                recipe: .published(algorithm, "64C(3,3)", on: "random-images", epochs: 1),
                depths: [2, 4, 6, 8], samples: 256, shape: Shape(3, 32, 32)),
            rows: [Row("\(label), convolutions", MemoryAgainstDepth.perLayer)])
    }
}
