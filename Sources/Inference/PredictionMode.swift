/// What decides over a sample's class.
public enum PredictionMode: String, Sendable, Codable, CaseIterable {
    /// The sum over all blocks: Mono-Forward's "FF" mode, and its default here.
    case sum
    /// The last block alone: Mono-Forward's "BP" mode; the other heads are then not needed.
    case lastBlock = "last-block"
    /// The network's reader, which looks at a sample once and without a label.
    case onePass = "one-pass"

    /// As part of a key in files and in JSON: `last_block`.
    package var key: String { rawValue.replacing("-", with: "_") }
    /// As people read it: `last block`.
    package var words: String { rawValue.replacing("-", with: " ") }
}
