import OnwardInference

extension Answer {
    /// Everything that is known of it, as clients are told.
    ///
    /// Where evidence is no number, as of a damaged copy, it is null and there is no class.
    ///
    /// - Parameter confidence: tells where an early exit at it would have stopped.
    func json(confidence: Double) -> JSON {
        let blockEvidence = blockEvidence
        let areFinite = blockEvidence.map { $0.allSatisfy(\.isFinite) }
        return .object([
            "label": isFinite ? .integer(label) : .null, "name": isFinite ? .string(name) : .null,
            "evidence": .floats(evidence), "probabilities": .doubles(probabilities),
            "best": .list(isFinite ? best(3).map(\.json) : []),
            "votes": .list(zip(votes, areFinite).map { $1 ? $0.json : .null }),
            "block_evidence": .list(blockEvidence.map(JSON.floats)),
            "goodness": goodness.map { .list($0.map(JSON.doubles)) },
            "p_positive": positiveProbability.map { .list($0.map(JSON.doubles)) },
            "exit": !areFinite.allSatisfy(\.self)
                ? nil
                : exit(at: confidence).map { exit in
                    .object([
                        "confidence": .number(confidence), "blocks": .integer(exit.blocks),
                        "choice": exit.choice.json,
                    ])
                },
        ])
    }
}

extension Choice {
    var json: JSON {
        .object([
            "label": .integer(label), "name": .string(name), "probability": .number(probability),
        ])
    }
}
