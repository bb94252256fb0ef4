import OnwardCompute

/// What each of some samples is known by: a salted hash of its content, and which of those with the same
/// content it is. It says nothing about names, places in a file, labels or other samples.
package struct SampleKeys {
    package private(set) var keys: [UInt64] = []
    private var occurrences: [UInt64: UInt64] = [:]
    private let salt: UInt64

    package init(salt: UInt64) { self.salt = salt }

    /// - Parameter contents: `ContentHash`es, one for each sample, in order.
    package mutating func take(_ contents: [UInt64]) {
        keys.reserveCapacity(keys.count + contents.count)
        occurrences.reserveCapacity(keys.count + contents.count)
        for content in contents {
            let occurrence = occurrences[content, default: 0]
            occurrences[content] = occurrence + 1
            keys.append(ContentHash.of([content, occurrence], salt: salt))
        }
    }
}
