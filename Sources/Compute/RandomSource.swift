import CKernels
import Foundation

/// Random numbers that can be asked for by place instead of drawn in turn.
///
/// The number at an index depends on the seed, the purpose and the coordinates alone, never on
/// what was drawn before: a block's weights are the same whatever stands above it, and a resumed
/// run meets the same numbers as one that was never stopped.
///
///     let source = RandomSource(seed: 1, for: .dropout)[block][layer][step]
///     source.uniform(at: 17)
///
/// - Reference: Salmon et al., *Parallel Random Numbers: As Easy as 1, 2, 3*, 2011 (Philox4x32).
public struct RandomSource: Sendable, Equatable {
    /// What numbers are for. Raw values are part of every seed's meaning: they never change.
    package enum Purpose: UInt64, Sendable {
        case initialization = 1
        case order = 2
        case dropout = 3
        case validation = 4
        case synthesis = 5
        case test = 6
        case feedback = 7
        case corruption = 8
        case damage = 9
        case negatives = 10
        case augmentation = 11
        case split = 12
        case tuning = 13
    }

    /// Two words that Philox is keyed by.
    package let key: UInt64

    package init(seed: UInt64, for purpose: Purpose) {
        key = RandomSource.mix(RandomSource.mix(seed) ^ purpose.rawValue)
    }

    private init(key: UInt64) { self.key = key }

    /// The source for one coordinate: an epoch, a sample, a block, a layer.
    public subscript(coordinate: Int) -> RandomSource {
        RandomSource(key: RandomSource.mix(key ^ UInt64(bitPattern: Int64(coordinate))))
    }

    /// A uniformly distributed word.
    package func word(at index: Int) -> UInt32 {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4) { words in
            onward_philox(key, UInt64(index / 4), words.baseAddress)
            return words[index % 4]
        }
    }

    /// Uniform in [0, 1).
    public func uniform(at index: Int) -> Float { Float(word(at: index) >> 8) * 0x1p-24 }

    /// Uniform among 0, 1, … `bound` − 1.
    public func integer(below bound: Int, at index: Int) -> Int {
        precondition(bound > 0 && bound <= 1 << 32, "a random number below \(bound)")
        return Int((UInt64(word(at: index)) * UInt64(bound)) >> 32)
    }

    /// Normal with mean 0 and deviation 1 (Box and Muller).
    public func normal(at index: Int) -> Float {
        let first = (Double(word(at: 2 * index)) + 1) * 0x1p-32
        let second = Double(word(at: 2 * index + 1)) * 0x1p-32
        return Float((-2 * log(first)).squareRoot() * cos(2 * .pi * second))
    }

    /// Brings `order` to a random order (Fisher and Yates).
    public func shuffle(_ order: inout [Int32]) {
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            let other = integer(below: last + 1, at: last)
            (order[last], order[other]) = (order[other], order[last])
        }
    }

    /// The finalizer of SplitMix64: a bijection that lets every bit decide over every other.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
