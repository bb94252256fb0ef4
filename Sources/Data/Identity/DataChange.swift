/// What became of some data since a register of it was made.
package struct DataChange: Sendable, Equatable {
    /// Samples that were not there, that are no longer there, that have another label, and that came to
    /// another part.
    package private(set) var added = 0
    package private(set) var removed = 0
    package private(set) var relabelled = 0
    package private(set) var moved = 0
    /// What the first that changed are called, of those that are there and have names.
    private var examples: [String] = []

    /// - Parameter dataset: read as what knows it asked for, and not yet rid of what it was trained on.
    package init(from earlier: SampleRegister, to dataset: Dataset) {
        let samples = KnownSamples(dataset, earlier)
        let names = samples.names
        for (sample, match) in samples.matches.enumerated() {
            if let entry = match.entry, entry.isThere || samples.isInPlace(sample, entry) {
                let (isRelabelled, isMoved) = (
                    !entry.hasLabel(samples.labels[sample]), !samples.isInPlace(sample, entry)
                )
                relabelled += isRelabelled ? 1 : 0
                moved += isMoved ? 1 : 0
                guard isRelabelled || isMoved else { continue }
            } else {
                added += 1
            }
            if let names, examples.count < 3 { examples.append(names[sample]) }
        }
        removed = earlier.count - samples.matches.count { $0.entry?.isThere == true }
    }

    /// Whether the data is the same, in whatever order.
    package var isNone: Bool { added + removed + relabelled + moved == 0 }

    /// Such as `3 samples that were not there, 5 with another label`.
    package var text: String {
        let parts = [
            (added, "that \(added == 1 ? "was" : "were") not there"),
            (removed, "fewer"), (relabelled, "with another label"),
            (moved, "moved to another part"),
        ].filter { $0.0 > 0 }
        let counted = parts.enumerated().map { index, part in
            "\(part.0.formatted())\(index == 0 ? part.0 == 1 ? " sample" : " samples" : "") \(part.1)"
        }
        let such = examples.isEmpty ? "" : " (such as \(examples.joined(separator: ", ")))"
        return counted.joined(separator: ", ") + such
    }
}
