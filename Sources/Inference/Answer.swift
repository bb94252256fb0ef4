/// What a network says about one sample.
///
/// An answer is a view of what was said about the few samples that were computed with it, and keeps
/// that in memory; everything else is worked out when it is asked for.
public struct Answer: Sendable {
    let tile: AnsweredTile
    /// The sample's place in the tile.
    let sample: Int

    /// Number of the class with most evidence, in the mode that was asked for; the lowest where
    /// several tie.
    public var label: Int { Answer.strongest(tile.evidence(of: sample)) }
    /// Per class, in the mode that was asked for.
    public var evidence: [Float] { Array(tile.evidence(of: sample)) }
    /// Per block and class; empty where only the reader was asked, or samples leave early.
    public var blockEvidence: [[Float]] {
        (0..<tile.blocks).map { Array(tile.evidence(ofBlock: $0, of: sample)) }
    }
    /// Blocks that the sample was run through before one was sure; nil where samples do not leave
    /// early.
    public var blocksUsed: Int? { tile.blocksUsed?[sample] }
    var network: AskedNetwork { tile.network }

    /// Whether the evidence that decides is numbers. Answers that are not are told by `everyAnswer`
    /// alone, and have no class.
    package var isFinite: Bool { tile.evidence(of: sample).allSatisfy(\.isFinite) }

    /// The class's name.
    public var name: String { network.classes[label] }

    /// Per class, what softmax makes of the evidence; they sum to 1.
    ///
    /// Of cross-entropy (and of a reader) these are the probabilities that the training made large for
    /// the right class; summed over blocks they are sharper than each block's own. Of goodness they
    /// are shares: the larger the more evidence, but no training brought them near to how often the
    /// network is right. What goodness was trained to tell is `positiveProbability`.
    public var probabilities: [Double] { Shares(of: evidence).values }

    /// The classes with most evidence, the strongest first.
    ///
    /// - Parameter count: how many; fewer where there are not so many classes, or it is not positive.
    public func best(_ count: Int) -> [Choice] {
        let (evidence, shares) = (evidence, probabilities)
        let order = shares.indices.sorted {
            (evidence[$0], $1) > (evidence[$1], $0)
        }
        return order.prefix(max(count, 0)).map { choice($0, shares[$0]) }
    }

    /// Each block's own answer and how sure it is of it, the share that softmax gives its evidence;
    /// empty where `blockEvidence` is.
    public var votes: [Choice] { blockEvidence.map(vote) }

    /// The same for each block's own evidence; empty where `blockEvidence` is.
    package var blockProbabilities: [[Double]] { blockEvidence.map { Shares(of: $0).values } }

    /// Per block and class, how likely the sample is a true one with that class's label,
    /// σ(goodness − threshold); nil where the objective knows no such thing.
    public var positiveProbability: [[Double]]? {
        let probabilities = zip(network.widths, blockEvidence).map { width, evidence in
            evidence.compactMap {
                network.objective.positiveProbability(evidence: Double($0), width: width)
            }
        }
        return probabilities.contains { $0.isEmpty } || probabilities.isEmpty
            ? nil : probabilities
    }

    func vote(_ evidence: [Float]) -> Choice {
        let label = Answer.strongest(evidence[...])
        return choice(label, Shares(of: evidence).values[label])
    }

    private func choice(_ label: Int, _ probability: Double) -> Choice {
        Choice(label: label, name: network.classes[label], probability: probability)
    }

    static func strongest(_ evidence: ArraySlice<Float>) -> Int {
        let first = evidence.startIndex
        return evidence.indices.reduce(first) { evidence[$1] > evidence[$0] ? $1 : $0 } - first
    }
}
