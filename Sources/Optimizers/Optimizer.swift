import OnwardCompute
import OnwardSettings

/// How weights follow their gradients. Holds settings only: a block keeps its own memory and its
/// own step counter, so blocks that learn at different times never share either.
package protocol Optimizer: Sendable, Codable, Hashable {
    /// The name in recipes, `adam`.
    static var name: String { get }

    /// One instance for the checks that run for every optimizer of the catalog.
    static var example: Self { get }

    /// Made from what a recipe says.
    init(_ settings: OptimizerSettings) throws(SettingsError)

    /// The step length before the learning rate schedule's factor.
    var learningRate: Double { get }

    /// Added to the gradient, or shrinking the weights, as the optimizer has it.
    var weightDecay: Double { get }

    /// How many numbers are remembered for each weight.
    var memoryPerWeight: Int { get }

    /// Throws where a setting is out of its range, as a recipe's may be.
    func validate() throws(SettingsError)

    /// Changes the weights by one step.
    func update(_ pass: UpdatePass)
}
