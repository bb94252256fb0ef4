import OnwardCompute

/// What a network that was trained on some data knows of it, for who reads that data again: the order
/// of its classes, how it is prepared, and which samples are for what.
package final class KnownData: Sendable {
    /// The classes' names in the order of their labels.
    package let classes: [String]
    /// What was learned from the training samples of then; nil where samples are shown as stored.
    package let preparation: (any Preparation)?
    /// Nil where it is not known.
    package let register: SampleRegister?

    package init(
        classes: [String], preparation: (any Preparation)?, register: SampleRegister?
    ) {
        self.classes = classes
        self.preparation = preparation
        self.register = register
    }
}

extension KnownData: Hashable {
    package static func == (first: KnownData, second: KnownData) -> Bool { first === second }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
