import OnwardCompute
import OnwardSettings

/// How successive halving spends its epochs: many trials for a short time, the better half of them
/// for longer, and so on down to the last two, of which the better is chosen.
///
///     16 trials, 128 epochs:  16 × 2, 8 × 4, 4 × 8, 2 × 16
///
/// Every rung has the same share of the budget; what does not divide is left to the rungs after it.
///
/// A survivor is trained anew for its rung's epochs, with the learning rate's whole schedule, and not
/// from where it stood. The schedule depends on the number of epochs: had it gone on, an early rung
/// would have judged networks whose rate has yet to fall, and the result would belong to no recipe.
/// So what the last rung finds is what `onward train` finds by the recipe that is written, to the
/// bit. Its price is that epochs of earlier rungs are spent again.
///
/// - Reference: Jamieson and Talwalkar, *Non-stochastic Best Arm Identification and Hyperparameter
///   Optimization*, 2016.
package struct HalvingPlan: Sendable, Hashable {
    package struct Rung: Sendable, Hashable {
        package let trials: Int
        /// For each of them.
        package let epochs: Int
    }

    package let rungs: [Rung]

    /// - Parameter budget: epochs over all trials and rungs.
    package init(trials: Int, budget: Int) throws(SettingsError) {
        try SettingsError.require(
            (1...100_000).contains(trials), "trials", "from 1 to 100000", got: trials)
        var sizes = [trials]
        while let last = sizes.last, last > 2 { sizes.append((last + 1) / 2) }
        try SettingsError.require(
            (trials * sizes.count...1 << 40).contains(budget), "budget",
            "at least \(trials * sizes.count) epochs for \(trials) trials in \(sizes.count) rungs",
            got: budget)
        var left = budget
        rungs = sizes.enumerated().map { index, count in
            let epochs = left / (sizes.count - index) / count
            left -= epochs * count
            return Rung(trials: count, epochs: epochs)
        }
    }

    /// Those that are planned, at most the budget.
    package var epochs: Int { rungs.reduce(0) { $0 + $1.trials * $1.epochs } }
}
