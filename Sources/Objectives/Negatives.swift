/// Where false samples come from.
public enum Negatives: String, Sendable, Codable, Hashable, CaseIterable {
    /// The sample with another class's label, each with the same chance; never its own.
    case wrongLabel = "wrong-label"
    /// The sample with a wrong label that the network itself finds likely, drawn once per epoch.
    case hardLabel = "hard-label"
    /// The sample with another sample's label. About one in C is true by chance: a flaw of the
    /// Integrated Forward-Forward code, for reproduction only.
    case shuffledLabel = "shuffled-label"
    /// Two samples mixed by a mask of large blots (Hinton's unsupervised negatives).
    case hybridImage = "hybrid-image"
    /// The sample with Gaussian noise added.
    case perturbation
    /// The sample turned by a quarter, a half or three quarters.
    case rotation
    /// Noise alone. The papers say it does not work; it is here to be shown.
    case noise

    /// Whether a false sample depends on which others are in its batch.
    package var mixesBatch: Bool { self == .shuffledLabel || self == .hybridImage }

    /// Whether the false sample is the true one with another label.
    package var changesLabelOnly: Bool {
        switch self {
        case .wrongLabel, .hardLabel, .shuffledLabel: true
        case .hybridImage, .perturbation, .rotation, .noise: false
        }
    }
}
