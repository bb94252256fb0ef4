import OnwardCompute
import OnwardSettings

/// How weights follow their gradients. Holds settings only: a block keeps its own memory and its
/// own step counter, so blocks that learn at different times never share either.
public protocol Optimizer: Configurable, Codable, Hashable {
    /// The name in recipes, `adam`.
    static var name: String { get }

    /// One instance for the checks that run for every optimizer of the catalog.
    static var example: Self { get }

    /// The step length before the learning rate schedule's factor.
    var learningRate: Double { get set }

    /// Added to the gradient, or shrinking the weights, as the optimizer has it.
    var weightDecay: Double { get }

    /// How many numbers are remembered for each weight.
    var memoryPerWeight: Int { get }

    /// Changes the weights by one step.
    func update(_ pass: UpdatePass)
}

extension Optimizer {
    public static var settingsGroup: String { "Optimizer" }

    /// The declaration that all optimizers share, but for the default and what is searched.
    static func learningRateSetting(
        _ path: any WritableKeyPath<Self, Double> & Sendable, searched: String
    ) -> Setting<Self> {
        Setting(
            "lr", path, .number(.above(0)), search: SearchTerms(place: 1) { _ in searched },
            "Learning rate.")
    }

    static func weightDecaySetting(
        _ path: any WritableKeyPath<Self, Double> & Sendable, searched: String
    ) -> Setting<Self> {
        Setting(
            "weight-decay", path, .number(.atLeast(0)),
            search: SearchTerms(place: 2) { _ in searched }, "Weight decay.")
    }
}
