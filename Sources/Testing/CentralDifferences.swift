import OnwardCompute

/// Compares a gradient with differences of the loss itself.
///
///     (loss(x + h·d) − loss(x − h·d)) / 2h = Σ gradient · d
///
/// Some directions d are single numbers, spread evenly from the first to the last; the others are
/// random, so that every number has a say. All are of length 1.
///
/// Where the slopes ahead and behind differ, the step has met a kink (a ReLU's) and nothing can be
/// said. A kink too faint to be noticed moves the difference by less than the tolerance, so none
/// makes a check fail; at least three quarters of the directions must be kink-free.
enum CentralDifferences {
    private static let step = 1e-6
    /// Relative to the gradient's largest number, or absolute where that is below 1.
    private static let tolerance = 1e-5
    private static let singles = 24
    private static let mixtures = 8

    /// What is wrong with `gradient`; nil when it agrees.
    ///
    /// - Parameters:
    ///   - variable: what the loss depends on, float64; holds its old numbers again at the end.
    ///   - loss: computed anew from what `variable` holds.
    static func fault(
        in gradient: [Double], by variable: Matrix, of loss: () -> Double
    ) -> String? {
        let (place, start) = (variable.numbers, loss())
        defer { variable.assign(numbers: place) }
        func moved(_ distance: Double, along direction: [Double]) -> Double {
            variable.assign(numbers: zip(place, direction).map { $0 + distance * $1 })
            return loss()
        }
        let tolerance = tolerance * max(1, gradient.map(abs).max() ?? 0)
        let directions = directions(count: gradient.count)
        var compared = 0
        for (name, direction) in directions {
            let ahead = (moved(step, along: direction) - start) / step
            let behind = (start - moved(-step, along: direction)) / step
            guard abs(ahead - behind) <= 2 * tolerance else { continue }
            compared += 1
            let (slope, claimed) = ((ahead + behind) / 2, zip(gradient, direction).map(*).sum)
            if !(abs(slope - claimed) <= tolerance) {
                return "is \(claimed) \(name), but the loss has the slope \(slope)"
            }
        }
        return 4 * compared >= 3 * directions.count
            ? nil : "could be compared along \(compared) of \(directions.count) directions only"
    }

    private static func directions(count: Int) -> [(name: String, numbers: [Double])] {
        let shown = min(singles, count)
        let single = (0..<shown).map { index in
            let place = shown > 1 ? index * (count - 1) / (shown - 1) : 0
            var numbers = [Double](repeating: 0, count: count)
            numbers[place] = 1
            return (name: "at \(place)", numbers: numbers)
        }
        let mixed = (0..<mixtures).map { index in
            let numbers = RandomSource(seed: 3, for: .test)[index].normals(count)
            let length = zip(numbers, numbers).map(*).sum.squareRoot()
            return (name: "along mixture \(index)", numbers: numbers.map { $0 / length })
        }
        return single + mixed
    }
}

extension [Double] {
    var sum: Double { reduce(0, +) }
}
