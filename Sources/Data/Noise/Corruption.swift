import OnwardCompute
import OnwardSettings

/// A recipe for noisy training samples: how much stays clean, and how much is spoiled in what way.
///
/// The shares are those of the resulting samples and add up to 1. Every image is used once: with n
/// images and the shares c, g, b, p of clean, noise, blank and pure
///
///     clean, noise, blank    n · c, n · g, n · b, each / (c + g + b)
///     pure                   n · p / (c + g + b) samples more
///
/// rounded so that the first three add up to n. A quarter each makes of 60,000 images 20,000 of
/// every kind, as in the paper.
///
/// Departs from the paper's program: which image becomes what is drawn, not decided by its third of
/// the file, because files may be sorted by class.
///
/// - Reference: Tang, *The Integrated Forward-Forward Algorithm*, 2023, §5.1, figure 4.
package struct Corruption: Sendable, Hashable, CustomStringConvertible {
    /// What becomes of a sample.
    package enum Kind: String, Sendable, CaseIterable {
        /// An image as it is.
        case clean
        /// An image plus `deviation` · normal on every number, not clipped.
        case noise
        /// An image whose bottom k rows are 0, with k uniform in 1…height − 1.
        case blank
        /// No image: mean pixel + `deviation` · normal, with a label that is uniform over the
        /// classes. The mean is one number, taken over all images.
        case pure
    }

    /// A quarter of each kind, with the deviation 0.1: the paper's.
    package static let quarters = Corruption()

    package let clean: Double
    package let noise: Double
    package let blank: Double
    package let pure: Double
    /// The noise's standard deviation (the paper's σ), in units of pixels that lie in 0…1.
    package let deviation: Float

    /// Above this share there would be more than nine samples of noise to an image.
    private static let greatestPureShare = 0.9

    /// - Throws: `SettingsError` where the shares do not add up to 1, one lies below 0, `pure` is
    ///   above 0.9, or the deviation is below 0 or not finite.
    package init(
        clean: Double, noise: Double, blank: Double, pure: Double, deviation: Float = 0.1
    ) throws(SettingsError) {
        self.clean = clean
        self.noise = noise
        self.blank = blank
        self.pure = pure
        self.deviation = deviation
        for kind in Kind.allCases {
            try SettingsError.require(
                share(of: kind) >= 0, "the share of \(kind.rawValue)", "at least 0",
                got: share(of: kind))
        }
        let sum = clean + noise + blank + pure
        try SettingsError.require(
            abs(sum - 1) < 1e-6, "the sum of the shares", "1", got: sum)
        try SettingsError.require(
            pure <= Corruption.greatestPureShare, "the share of pure",
            "at most \(Corruption.greatestPureShare)", got: pure)
        try SettingsError.require(
            deviation >= 0 && deviation.isFinite, "sigma", "a finite number, at least 0",
            got: deviation)
    }

    private init() {
        (clean, noise, blank, pure) = (0.25, 0.25, 0.25, 0.25)
        deviation = 0.1
    }

    package func share(of kind: Kind) -> Double {
        switch kind {
        case .clean: clean
        case .noise: noise
        case .blank: blank
        case .pure: pure
        }
    }

    /// How many samples of a kind come of so many images.
    package func count(of kind: Kind, images: Int) -> Int {
        let fromImages = clean + noise + blank
        func bound(_ share: Double) -> Int { Int((Double(images) * share / fromImages).rounded()) }
        return switch kind {
        case .clean: bound(clean)
        case .noise: bound(clean + noise) - bound(clean)
        case .blank: images - bound(clean + noise)
        case .pure: bound(pure)
        }
    }

    /// The shares, as commands and recipes take them.
    package var description: String {
        Kind.allCases.map { "\($0.rawValue)=\(share(of: $0))" }.joined(separator: ",")
    }
}

extension Corruption: Codable {
    private enum CodingKeys: String, CodingKey { case clean, noise, blank, pure, deviation }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            clean: container.decode(Double.self, forKey: .clean),
            noise: container.decode(Double.self, forKey: .noise),
            blank: container.decode(Double.self, forKey: .blank),
            pure: container.decode(Double.self, forKey: .pure),
            deviation: container.decode(Float.self, forKey: .deviation))
    }
}
