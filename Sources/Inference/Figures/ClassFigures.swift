/// How well one class is told from all others, as scikit-learn counts it. Shares are in 0…1.
package struct ClassFigures: Sendable, Equatable {
    /// How many there are of it.
    package let samples: Int
    /// Of the samples that were given its name, those that are of it; 0 where none was.
    package let precision: Double
    /// Of its samples, those that were given its name; 0 where there are none.
    package let recall: Double
    /// The harmonic mean of the two.
    package let f1: Double
    /// Whether it was answered, or there are samples of it.
    let isMet: Bool

    /// - Parameters:
    ///   - right: its samples that were given its name.
    ///   - answers: all samples that were.
    init(right: Int, answers: Int, samples: Int) {
        func share(_ part: Int, _ whole: Int) -> Double {
            whole > 0 ? Double(part) / Double(whole) : 0
        }
        self.samples = samples
        precision = share(right, answers)
        recall = share(right, samples)
        f1 = share(2 * right, answers + samples)
        isMet = answers + samples > 0
    }
}
