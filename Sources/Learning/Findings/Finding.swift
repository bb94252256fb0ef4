/// What says that a training does not learn, and what to try: one plain sentence, which names
/// settings by their keys in backquotes.
package struct Finding: Sendable, Codable, Equatable {
    /// What it is about; in files its name.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The lowest block puts out the same whatever label a sample is shown with.
        case unreadLabel = "unread-label"
        /// Most of a block's units never fire.
        case deadUnits = "dead-units"
        /// A block tells true samples from false ones no better than by guessing.
        case guessedPairs = "guessed-pairs"
        /// The network answers no better than whoever always names the most frequent class.
        case guessedClasses = "guessed-classes"
        /// A block answers worse than the one that it learns from.
        case worseBlock = "worse-block"
    }

    package let kind: Kind
    /// The block's number, counted from 1; nil where it is about the network.
    package let block: Int?
    package let text: String

    enum CodingKeys: String, CodingKey { case kind, block, text }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind, forKey: .kind)
        // Always present, null for the network: readers of the file need not guess.
        try values.encode(block, forKey: .block)
        try values.encode(text, forKey: .text)
    }

    /// Whether another one, found after it, is the same by other numbers, or what comes of it: blocks
    /// learn from those below, and the network is made of them.
    package func explains(_ other: Finding) -> Bool {
        switch kind {
        case .unreadLabel, .deadUnits, .guessedPairs: (other.block ?? .max) >= (block ?? 1)
        case .guessedClasses: other.kind == kind
        case .worseBlock: other.kind == kind && (other.block ?? .max) >= (block ?? 1)
        }
    }
}
