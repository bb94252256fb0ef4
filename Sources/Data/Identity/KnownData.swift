import OnwardCompute

/// What a network that was trained on some data knows of it, for who reads that data again: the order
/// of its classes, how it is prepared, and which samples are for what.
package final class KnownData: Sendable {
    /// The classes' names in the order of their labels.
    package let classes: [String]
    /// What was learned from the training samples of then; nil where samples are shown as stored.
    package let preparation: (any Preparation)?
    /// By `SampleKeys`; empty where it is not known, as of 0.1.0's files.
    let parts: [UInt64: DataPart]
    /// The keys' salt.
    package let salt: UInt64

    package init(
        classes: [String], preparation: (any Preparation)?, parts: [UInt64: DataPart], salt: UInt64
    ) {
        self.classes = classes
        self.preparation = preparation
        self.parts = parts
        self.salt = salt
    }
}

extension KnownData: Hashable {
    package static func == (first: KnownData, second: KnownData) -> Bool { first === second }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
