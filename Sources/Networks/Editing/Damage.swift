import OnwardCompute
import OnwardSettings

/// What can befall weights, to see how a network does with a part of it broken, and how it heals.
///
/// - Reference: Gong, Li and Abdulla, *Mono-Forward*, 2025, §3.3.
package enum Damage: String, Sendable, Codable, CaseIterable {
    /// A weight becomes 0.
    case zero
    /// A weight gets a normal number added, whose deviation is the tensor's root mean square.
    case noise
    /// One bit of a weight's 32 is turned over, each as likely as the others. Where it is one of
    /// the exponent's, the weight can become huge, infinite or not a number.
    case flip

    /// Damages each weight with the probability `share`.
    func strike(_ weights: Matrix, share: Double, random: RandomSource) {
        var values = weights.values(as: Float.self)
        let square = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        let deviation = Float((square / Double(max(values.count, 1))).squareRoot())
        for index in values.indices where Double(random[0].uniform(at: index)) < share {
            switch self {
            case .zero: values[index] = 0
            case .noise: values[index] += deviation * random[1].normal(at: index)
            case .flip:
                let bit = UInt32(1) << random[1].integer(below: 32, at: index)
                values[index] = Float(bitPattern: values[index].bitPattern ^ bit)
            }
        }
        weights.assign(values)
    }
}

extension Network {
    /// Damages a block's weights, its head's among them. The same seed does the same damage.
    ///
    /// - Parameters:
    ///   - index: the block, counted from 0.
    ///   - share: of the weights, above 0 and at most 1.
    package func damage(
        _ index: Int, _ damage: Damage, share: Double, seed: UInt64
    ) throws {
        try check(index)
        try SettingsError.require(
            share > 0 && share <= 1, "share of weights to damage", "above 0 and at most 1",
            got: share)
        let random = RandomSource(seed: seed, for: .damage)[index]
        for (number, tensor) in blocks[index].weights.enumerated() {
            damage.strike(tensor.matrix, share: share, random: random[number])
        }
        temperatures = nil
    }
}
