import OnwardCompute

/// How samples are shown to the blocks.
public enum Presentation: Sendable, Codable, Hashable {
    /// As they are; their labels are told to the objective.
    case plain
    /// True samples above false ones, with labels written into them.
    case contrast(LabelEmbedding, negatives: Negatives, pairing: Pairing)

    /// Whether blocks, or their objective, are told the samples' labels.
    package var showsLabels: Bool {
        guard case .contrast(let embedding, _, _) = self else { return true }
        return embedding.form != .none
    }

    /// When blocks meet true and false samples.
    public enum Pairing: String, Sendable, Codable, Hashable, CaseIterable {
        /// Both in every step.
        case paired
        /// True ones in one epoch, false ones in the next. It does not learn well (Mono-Forward,
        /// §2); it is here to be shown.
        case separate
    }
}
