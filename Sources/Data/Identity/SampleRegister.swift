import OnwardCompute

/// Which samples some data had, what they were for and of which class: what finds out later whether the
/// data is the same, and keeps samples that were trained on from ever being tested.
///
/// A sample is known by a salted hash of its content, and by which of those with the same content it is.
/// So it stays known whatever it is called, wherever it lies and whatever was added or removed beside it,
/// and from a register alone nobody learns a name or a number of the data.
package struct SampleRegister: Sendable, Equatable {
    package let salt: UInt64
    /// One for each sample, in ascending order.
    let entries: [SampleEntry]

    /// As a file holds it.
    ///
    /// - Returns: nil where the words are not in order.
    package init?(salt: UInt64, words: [UInt64]) {
        // Of millions of samples two can have the same key.
        guard zip(words, words.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
        (self.salt, entries) = (salt, words.map(SampleEntry.init))
    }

    /// Of data that is read for the first time.
    ///
    /// - Parameters:
    ///   - heldOut: per training sample, whether it is to validate with.
    ///   - salt: nil for one that follows from the data, so that other data has another.
    package init(_ dataset: Dataset, heldOut: [Bool], salt: UInt64? = nil) {
        self.init(
            earlier: SampleRegister(
                salt: salt ?? ContentHash.of(dataset.parts.flatMap(\.allContents)), entries: []),
            dataset, heldOut: heldOut)
    }

    /// The same after data has changed. What is no longer there stays known, and counts as trained on.
    package func updated(by dataset: Dataset, heldOut: [Bool]) -> SampleRegister {
        SampleRegister(earlier: self, dataset, heldOut: heldOut)
    }

    private init(earlier: SampleRegister, _ dataset: Dataset, heldOut: [Bool]) {
        precondition(heldOut.count == dataset.train.count, "\(heldOut.count) training samples")
        let labels = dataset.parts.flatMap(\.allLabels)
        let keys = earlier.matches(dataset.parts.flatMap(\.allContents), labels).map(\.key)
        let parts =
            heldOut.map { $0 ? DataPart.validation : .train }
            + Array(repeating: .validation, count: dataset.validation?.count ?? 0)
            + Array(repeating: .test, count: dataset.test.count)
        let there = keys.indices.map { SampleEntry(keys[$0], labels[$0], parts[$0]) }
        let known = earlier.entries.isEmpty ? [] : Set(keys)
        let gone = earlier.entries.filter { !known.contains($0.key) }.map(\.gone)
        self.init(salt: earlier.salt, entries: (there + gone).sorted { $0.word < $1.word })
    }

    private init(salt: UInt64, entries: [SampleEntry]) {
        (self.salt, self.entries) = (salt, entries)
    }

    package var words: [UInt64] { entries.map(\.word) }

    /// Samples that were there when it was made or last updated.
    package var count: Int { entries.count { $0.isThere } }

    /// What the register says of the sample of a key; nil of one that was never there.
    func entry(of key: UInt64) -> SampleEntry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].key == key ? entries[low] : nil
    }
}
