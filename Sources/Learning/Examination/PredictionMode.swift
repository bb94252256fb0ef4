/// Which blocks' evidence decides.
public enum PredictionMode: String, Sendable, Codable, CaseIterable {
    /// The sum over all blocks: Mono-Forward's "FF" mode, and its default here.
    case sum
    /// The last block alone: Mono-Forward's "BP" mode; the other heads are then not needed.
    case lastBlock = "last-block"
}
