/// The function after a layer's affine map.
///
///     none: y = x                     relu: y = max(x, 0)
///     leaky-relu: y = x > 0 ? x : 0.01 · x
///     gelu: y = x · Φ(x) with Φ(x) = (1 + erf(x / √2)) / 2
public enum Activation: String, Sendable, Codable, CaseIterable {
    /// y = x
    case none
    /// y = max(x, 0)
    case relu
    /// y = x above 0, 0.01 · x below
    case leakyReLU = "leaky-relu"
    /// y = x · Φ(x), the exact form and not the one by tanh.
    case gelu

    /// Whether its slope depends on the sums x, so that they are kept beside the output. The slope
    /// of the others can be told from the output alone.
    package var keepsSums: Bool { self == .gelu }

    /// The slope below zero, of the functions that are straight on both sides of it.
    var slopeBelowZero: Float? {
        switch self {
        case .relu: 0
        case .leakyReLU: 0.01
        case .none, .gelu: nil
        }
    }

    /// y for the sum x.
    func value<S: RealScalar>(_ x: S) -> S {
        if self == .gelu { return x * Activation.normalShare(below: x) }
        return slopeBelowZero.map { x > 0 ? x : S($0) * x } ?? x
    }

    /// dy/dx where `kept` is the sum, or the output where that is enough.
    func slope<S: RealScalar>(_ kept: S) -> S {
        if self == .gelu {
            let density = (-kept * kept / 2).exponential / (2 * S.pi).squareRoot()
            return Activation.normalShare(below: kept) + kept * density
        }
        return slopeBelowZero.map { kept > 0 ? 1 : S($0) } ?? 1
    }

    /// Φ(x): the share of a standard normal distribution that lies below x.
    private static func normalShare<S: RealScalar>(below x: S) -> S {
        (1 + (x / S(2).squareRoot()).errorFunction) / 2
    }
}
