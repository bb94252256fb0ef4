import OnwardCompute

/// How a parameter's first values are drawn.
public enum Initializer: Sendable, Hashable {
    /// All the same.
    case constant(Float)
    /// Uniform in ±`bound`.
    case uniform(bound: Float)

    /// For a weight that sums `fanIn` numbers into one before a ReLU: uniform in ±√(6 / fanIn),
    /// which keeps the activations' mean square from layer to layer.
    ///
    /// - Reference: He et al., *Delving Deep into Rectifiers*, 2015.
    public static func he(fanIn: Int) -> Initializer {
        .uniform(bound: (6 / Float(fanIn)).squareRoot())
    }

    /// Writes the first values, each by its place, so that they depend on `random` alone.
    package func fill(_ matrix: Matrix, random: RandomSource) {
        switch self {
        case .constant(let value): matrix.fill { _ in value }
        case .uniform(let bound): matrix.fill { bound * (2 * random.uniform(at: $0) - 1) }
        }
    }
}
