import OnwardObjectives

extension Answer {
    /// Per block and class, the goodness of the sample with that class's label; nil where blocks do not
    /// learn by goodness.
    package var goodness: [[Double]]? {
        guard let objective = network.objective as? any TellsGoodness else { return nil }
        return zip(blockEvidence, network.widths).map { evidence, width in
            evidence.map { objective.goodness(evidence: Double($0), width: width) }
        }
    }
}
