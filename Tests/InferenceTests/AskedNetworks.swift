import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardTestSupport

/// Networks that take in samples in every way there is, untrained: what a sum is does not depend on
/// what its numbers mean.
enum AskedNetworks: String, CaseIterable {
    case dense, deepBlocks, labelled, images, normalizedImages, tokens, read

    var inputShape: Shape {
        switch self {
        case .dense, .deepBlocks, .labelled, .read: Shape(37)
        case .images, .normalizedImages: Shape(3, 9, 9)
        case .tokens: Shape(2, 8, 8)
        }
    }

    func network(seed: UInt64 = 5) throws -> Network {
        switch self {
        case .dense: try network(seed) { Block { Dense(50, activation: .relu) } }
        case .deepBlocks:
            try network(seed) {
                Block {
                    Dense(33, activation: .gelu)
                    LayerNormalization()
                    Dense(17, activation: .relu)
                }
            }
        case .labelled: try contrast(seed)
        case .read:
            try {
                let network = try contrast(seed)
                try network.attachReader()
                return network
            }()
        case .images:
            try network(seed) {
                Block {
                    Convolution2D(16, kernel: 3, padding: .same, activation: .relu)
                    MaxPooling(2)
                }
            }
        case .normalizedImages:
            try network(seed) {
                Block {
                    Convolution2D(5, kernel: 3, padding: .same, activation: .relu)
                    BatchNormalization()
                    AveragePooling(2)
                }
            }
        case .tokens:
            try network(seed) {
                Block {
                    Patches(4)
                    SelfAttention(heads: 3, width: 12)
                }
            }
        }
    }

    private func network(_ seed: UInt64, first: () -> Block) throws -> Network {
        try Network(
            input: inputShape, classes: TinyData.names(5), objective: .crossEntropy, seed: seed,
            blocks: [
                first(),
                Block {
                    Flatten()
                    Dense(30, activation: .relu)
                },
            ])
    }

    private func contrast(_ seed: UInt64) throws -> Network {
        try Network(
            input: inputShape, classes: TinyData.names(5),
            objective: GoodnessContrast(.sum, loss: .threshold),
            seed: seed,
            blocks: [40, 30].map { width in
                Block {
                    LengthNormalization(.rms)
                    Dense(width, activation: .relu)
                }
            })
    }

    /// Samples as lists of numbers.
    func samples(_ count: Int) -> [[Float]] {
        let random = RandomSource(seed: 3, for: .test)
        return (0..<count).map { sample in
            (0..<inputShape.count).map { random[sample].normal(at: $0) }
        }
    }
}

/// Forward-Forward without labels.
func unlabelledNetwork() throws -> Network {
    try Network(
        input: Shape(37), classes: TinyData.names(5),
        objective: GoodnessContrast(
            .sum,
            presentation: .contrast(
                LabelEmbedding(.none), negatives: .perturbation, pairing: .paired)), seed: 5
    ) { Block { Dense(20, activation: .relu) } }
}
