import Foundation

/// From an epoch's numbers to what is to be said of them.
extension EpochSigns {
    /// The one that explains the others; nil where the training learns.
    ///
    /// The lowest block comes first, since those above learn from what it puts out, and blocks come
    /// before the network that is made of them.
    package var finding: Finding? {
        guard blocks.contains(where: \.isJudged) else { return nil }
        return unreadLabel ?? blocks.indices.lazy.compactMap { deadUnits($0) ?? guessedPairs($0) }
            .first ?? guessedClasses ?? worseBlock
    }

    /// A label of the images' own strength moves outputs by some hundredths and more; rounding alone
    /// by less than a millionth.
    private var unreadLabel: Finding? {
        guard blocks[0].isJudged, let labelEffect, labelEffect < 1e-3 else { return nil }
        return Finding(
            kind: .unreadLabel, block: 1,
            text: """
                Block 1's outputs for a true and a wrong label differ by less than 0.1 %, so nothing \
                reads the label: try a larger `label-strength`, or another `label-embedding`.
                """)
    }

    /// Half of them: healthy blocks were seen to leave up to an eighth silent, and where more units
    /// are dead than alive, width is no longer what it was meant to be.
    private func deadUnits(_ index: Int) -> Finding? {
        guard blocks[index].isJudged, let share = blocks[index].deadUnits, share > 0.5 else {
            return nil
        }
        return Finding(
            kind: .deadUnits, block: index + 1,
            text: """
                \(percent(share)) of block \(index + 1)'s units never fire: try a smaller `lr`, \
                `normalization` rms, or `peer-normalization` 0.03.
                """)
    }

    private func guessedPairs(_ index: Int) -> Finding? {
        guard blocks[index].isJudged, let share = blocks[index].pairAccuracy, share < 0.55 else {
            return nil
        }
        return Finding(
            kind: .guessedPairs, block: index + 1,
            text: """
                Block \(index + 1) tells the true sample from the false one in only \
                \(percent(share)) of the pairs, where guessing would in 50 %: try another `lr`, \
                a smaller `batch-size`, or what is usual for `contrast-loss`, `normalization` and \
                `label-embedding`.
                """)
    }

    private var guessedClasses: Finding? {
        guard let validation, validation.isTelling else { return nil }
        let share = validation.largestShare
        guard validation.accuracy <= share + 2 * validation.standardError(share) else { return nil }
        return Finding(
            kind: .guessedClasses, block: nil,
            text: """
                The network tells \(percent(validation.accuracy)) of the validation samples right, \
                where always naming the most frequent class would tell \(percent(share)): try more \
                `epochs`, another `lr`, or another `network`.
                """)
    }

    private var worseBlock: Finding? {
        guard let validation, validation.isTelling else { return nil }
        let accuracies = validation.blockAccuracy
        for (index, (below, above)) in zip(accuracies, accuracies.dropFirst()).enumerated()
        where blocks[index + 1].isSettled {
            let (first, second) = (
                validation.standardError(below), validation.standardError(above)
            )
            guard below - above > 2 * (first * first + second * second).squareRoot() else {
                continue
            }
            return Finding(
                kind: .worseBlock, block: index + 2,
                text: """
                    Block \(index + 2) tells \(percent(above)) of the validation samples right, \
                    where block \(index + 1) below it tells \(percent(below)): try a `network` \
                    without it, a smaller `lr`, or a larger `block-size`.
                    """)
        }
        return nil
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}

extension EpochSigns.Validation {
    /// Two standard errors of fewer samples are wider than what most networks learn in an epoch.
    fileprivate var isTelling: Bool { samples >= 30 }

    /// Of a share that is counted on these samples.
    fileprivate func standardError(_ share: Double) -> Double {
        (share * (1 - share) / Double(samples)).squareRoot()
    }
}
