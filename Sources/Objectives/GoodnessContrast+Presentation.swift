import OnwardCompute

/// The parts of the presentation, each as a setting of its own.
extension GoodnessContrast {
    public func settled(for input: Shape, seesPositions: Bool) -> GoodnessContrast {
        guard case .contrast(let embedding, let negatives, let pairing) = presentation else {
            return self
        }
        var settled = self
        settled.presentation = .contrast(
            embedding.settled(for: input, seesPositions: seesPositions), negatives: negatives,
            pairing: pairing)
        return settled
    }

    var embedding: LabelEmbedding {
        get { parts.embedding }
        set { present(newValue, parts.negatives, parts.pairing) }
    }

    var negatives: Negatives {
        get { parts.negatives }
        set { present(parts.embedding, newValue, parts.pairing) }
    }

    var pairing: Presentation.Pairing {
        get { parts.pairing }
        set { present(parts.embedding, parts.negatives, newValue) }
    }

    /// The usual ones where a program has taken samples as they are, which `validate` refuses.
    private var parts:
        (embedding: LabelEmbedding, negatives: Negatives, pairing: Presentation.Pairing)
    {
        guard case .contrast(let embedding, let negatives, let pairing) = presentation else {
            return (LabelEmbedding(), .wrongLabel, .paired)
        }
        return (embedding, negatives, pairing)
    }

    private mutating func present(
        _ embedding: LabelEmbedding, _ negatives: Negatives, _ pairing: Presentation.Pairing
    ) {
        presentation = .contrast(embedding, negatives: negatives, pairing: pairing)
    }
}
