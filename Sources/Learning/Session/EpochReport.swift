import Foundation

/// What a round of training amounted to: one line of `metrics.jsonl`.
public struct EpochReport: Sendable, Codable, CustomStringConvertible {
    /// Counted from 1.
    public var epoch: Int
    /// Updates so far, the most of any block.
    package var step: Int
    /// Samples shown so far.
    package var samples: Int
    /// Seconds this epoch trained.
    public var seconds: Double
    package var samplesPerSecond: Double
    /// At the epoch's end.
    package var learningRate: Double
    /// Mean over the blocks that learned.
    public var loss: Double
    /// Mean over the epoch's samples; nil for a block that did not learn.
    public var blockLoss: [Double?]
    /// The share of the epoch's samples that each block told right by itself while it learned; nil
    /// for a block that did not learn.
    public var blockAccuracy: [Double?]
    /// Per block, the share of the epoch's pairs of a true and a false sample in which the true one
    /// had the better of it; nil, and left out of the file, where there were no pairs.
    package var pairAccuracy: [Double?]?
    /// The same two of the reader; nil, and left out of the file, where there is none.
    package var readerLoss: Double?
    package var readerAccuracy: Double?
    /// Per block, the share of output units that never fire on the epoch's last batch; left out of
    /// the file where the objective reads a head.
    package var deadUnits: [Double]?
    /// Per block, over how many directions its outputs spread on that batch, see `Engine.effectiveRank`;
    /// left out there, too, and in files of earlier versions.
    package var effectiveRank: [Double]?
    /// See `TrainingSession.alignmentDegrees`; nil, and left out of the file, where feedback is
    /// exact.
    package var alignmentDegrees: [Double]?
    /// In the prediction mode of the training; nil without validation data.
    public var validationAccuracy: Double?
    /// The mean cross-entropy of the answers' shares in that mode; nil without validation data, and
    /// where it is no number.
    package var validationLoss: Double?
    /// Each block's by itself, as far as blocks were asked; nil, and left out of the file, where none
    /// was.
    package var blockValidationAccuracy: [Double]?
    /// Per block, the mean cross-entropy of its own evidence on validation data, and how often it
    /// counts in the sum for that; nil, and left out of the file, where votes are not weighed. A loss
    /// that is no number is nil.
    package var blockValidationLoss: [Double?]?
    package var votes: [Double]?
    package var peakMemoryBytes: Int?
    /// What says that the training does not learn, first said after this epoch; nil, and left out of
    /// the file, where there is nothing.
    package var findings: [Finding]?

    enum CodingKeys: String, CodingKey {
        case epoch, step, samples, seconds
        case samplesPerSecond = "samples_per_second"
        case learningRate = "learning_rate"
        case loss
        case blockLoss = "block_loss"
        case blockAccuracy = "block_accuracy"
        case pairAccuracy = "pair_accuracy"
        case readerLoss = "reader_loss"
        case readerAccuracy = "reader_accuracy"
        case deadUnits = "dead_units"
        case effectiveRank = "effective_rank"
        case alignmentDegrees = "alignment_degrees"
        case validationAccuracy = "validation_accuracy"
        case validationLoss = "validation_loss"
        case blockValidationAccuracy = "block_validation_accuracy"
        case blockValidationLoss = "block_validation_loss"
        case votes
        case peakMemoryBytes = "peak_memory_bytes"
        case findings
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(epoch, forKey: .epoch)
        try values.encode(step, forKey: .step)
        try values.encode(samples, forKey: .samples)
        try values.encode(seconds, forKey: .seconds)
        try values.encode(samplesPerSecond, forKey: .samplesPerSecond)
        try values.encode(learningRate, forKey: .learningRate)
        try values.encode(loss, forKey: .loss)
        try values.encode(blockLoss, forKey: .blockLoss)
        try values.encode(blockAccuracy, forKey: .blockAccuracy)
        try values.encodeIfPresent(pairAccuracy, forKey: .pairAccuracy)
        try values.encodeIfPresent(readerLoss, forKey: .readerLoss)
        try values.encodeIfPresent(readerAccuracy, forKey: .readerAccuracy)
        try values.encodeIfPresent(deadUnits, forKey: .deadUnits)
        try values.encodeIfPresent(effectiveRank, forKey: .effectiveRank)
        try values.encodeIfPresent(alignmentDegrees, forKey: .alignmentDegrees)
        // Always present, null where unknown: readers of the file need not guess.
        try values.encode(validationAccuracy, forKey: .validationAccuracy)
        try values.encode(validationLoss, forKey: .validationLoss)
        try values.encodeIfPresent(blockValidationAccuracy, forKey: .blockValidationAccuracy)
        try values.encodeIfPresent(blockValidationLoss, forKey: .blockValidationLoss)
        try values.encodeIfPresent(votes, forKey: .votes)
        try values.encode(peakMemoryBytes, forKey: .peakMemoryBytes)
        try values.encodeIfPresent(findings, forKey: .findings)
    }

    public var description: String {
        let accuracies = blockAccuracy.map { $0.map { String(format: "%.4f", $0) } ?? "–" }
        let reader = readerAccuracy.map { String(format: "  reader %.4f", $0) } ?? ""
        let validation = validationAccuracy.map { String(format: "  validation %.4f", $0) } ?? ""
        let row =
            String(format: "epoch %3d  %.2f s  loss %.4f", epoch, seconds, loss)
            + "  blocks " + accuracies.joined(separator: " ") + reader + validation
        return ([row] + (findings ?? []).map(\.text)).joined(separator: "\n")
    }
}
