import Foundation
import OnwardCompute

/// Trains a block by the goodness of its output: high on true samples, low on false ones.
///
///     goodness = Σ output²  or  mean output²        logit = goodness − threshold
///     loss = softplus(−logit) on true rows, softplus(logit) on false rows, averaged
///
/// Hinton's pairing is the sum, a threshold of the block's width, and `LengthNormalization(.rms)`;
/// the Integrated Forward-Forward code's is the mean, 1.5, and `.l2` with ε = 1e-4. The mean with a
/// threshold of 1 decides alike but has a logit flatter by the width: a weaker loss.
///
/// Where classes are weighed, a pair's loss is multiplied by the weight of the true sample's class.
///
/// - Shapes: `output` is [2N, …], true rows above false ones, or all of one kind.
/// - Reference: Hinton, *The Forward-Forward Algorithm*, 2022, §2; Tang, *Integrated
///   Forward-Forward Algorithm*, 2023.
public struct GoodnessContrast: Objective, ClassWeighing {
    public static let name = "goodness-contrast"

    /// What is made of the squares of a sample's output.
    public enum Goodness: String, Sendable, Codable, CaseIterable {
        /// Σ output²
        case sum
        /// Σ output² / width, so that one threshold serves every width.
        case mean
    }

    /// The goodness at which a sample is as likely true as false.
    public enum Threshold: Sendable, Codable, Hashable {
        /// As many as the output has numbers, or 1 for their mean.
        case width
        /// One that is given, 1.5 in the Integrated Forward-Forward code.
        case number(Double)
    }

    /// What is made of the goodness of true and false rows.
    public enum Loss: Sendable, Codable, Hashable {
        /// As above.
        case threshold
        /// As the Integrated Forward-Forward paper prints it, without a threshold: its false rows
        /// can never fall below log 2.
        case printed
        /// log(1 + exp(−sharpness · (goodness of the true − of the false))), without a threshold.
        case symmetric(sharpness: Double)
        /// With logit = sharpness · log(goodness of the true / of the false) and without a threshold
        ///
        ///     (1 − smoothing) · softplus(−logit) + smoothing · softplus(logit)
        ///
        /// so what outputs are measured in counts nothing, nor how many there are, and a pair that is
        /// told apart well enough is left alone. Evidence for a class is sharpness · log goodness, so
        /// that softmax makes of it what the loss made likely.
        case ratio(sharpness: Double, smoothing: Double)
    }

    package var goodness: Goodness
    package var threshold: Threshold
    package var loss: Loss
    /// Whether true samples are to have low goodness instead of high.
    package var minimizes: Bool
    /// Whether the first block has no say in predictions, where there are others.
    package var skipsFirstBlock: Bool
    /// How strongly units are pulled to the mean activity of their layer; 0 for not at all, 0.03 in
    /// Hinton's code.
    package var peerNormalization: Double
    public var presentation: Presentation

    /// What is not given is what was found to learn (Documentation/Results/claims.md), not what a
    /// paper has.
    ///
    /// - Parameters:
    ///   - minimizes: whether true samples are to have low goodness instead of high.
    ///   - skipsFirstBlock: whether the first block of several has no say in predictions.
    ///   - peerNormalization: how strongly units are pulled to their layer's mean activity; 0 for
    ///     not at all, 0.03 in Hinton's code.
    ///   - presentation: how samples are shown; by default with the label where it suits them, every
    ///     true sample beside itself with a wrong label.
    public init(
        _ goodness: Goodness, threshold: Threshold = .width,
        loss: Loss = .ratio(sharpness: 8, smoothing: 0.1),
        minimizes: Bool = false, skipsFirstBlock: Bool = false, peerNormalization: Double = 0,
        presentation: Presentation = .contrast(
            LabelEmbedding(.automatic), negatives: .wrongLabel, pairing: .paired)
    ) {
        self.goodness = goodness
        self.threshold = threshold
        self.loss = loss
        self.minimizes = minimizes
        self.skipsFirstBlock = skipsFirstBlock
        self.peerNormalization = peerNormalization
        self.presentation = presentation
    }

    public init() { self.init(.sum) }

    public var readsHead: Bool { false }

    /// By the true sample's class, where blocks are told of classes at all.
    package var weighsClasses: Bool { presentation.showsLabels }

    public func hasSay(block: Int, of count: Int) -> Bool {
        block > 0 || count == 1 || !skipsFirstBlock
    }

    public func teach(_ lesson: Lesson) {
        let (work, engine) = (lesson.work, lesson.engine)
        let (slopes, factor) = (lesson.losses, factor(lesson.work.columns))
        engine.sumSquares(of: work, factor: factor, into: slopes)
        if let pairs = lesson.pairs, 2 * lesson.trueRows == work.rows {
            engine.countPairs(slopes, firstHasMore: !minimizes, addingTo: pairs)
        }
        switch loss {
        case .symmetric(let sharpness):
            engine.contrastPairs(
                slopes, sharpness: minimizes ? -sharpness : sharpness, factor: factor,
                weights: lesson.weights, loss: lesson.loss)
        case .ratio(let sharpness, let smoothing):
            engine.contrastRatios(
                slopes, sharpness: minimizes ? -sharpness : sharpness, smoothing: smoothing,
                floor: floor(work.columns), factor: factor, weights: lesson.weights,
                loss: lesson.loss)
        case .threshold, .printed:
            engine.contrast(
                slopes,
                high: minimizes ? lesson.trueRows..<work.rows : 0..<lesson.trueRows,
                bound: loss == .printed ? 0 : bound(work.columns), factor: factor,
                weights: lesson.weights, loss: lesson.loss)
        }
        engine.scaleRows(of: work, by: slopes, into: lesson.error)
        if let units = lesson.units { normalizePeers(units, on: engine) }
    }

    public func score(_ exam: Exam) {
        let room = exam.evidence.reshaped(rows: exam.evidence.count, columns: 1)
        let (factor, sign) = (factor(exam.work.columns), minimizes ? -1.0 : 1)
        guard case .ratio(let sharpness, _) = loss else {
            return exam.engine.sumSquares(of: exam.work, factor: sign * factor, into: room)
        }
        exam.engine.sumSquares(of: exam.work, factor: factor, into: room)
        exam.engine.takeLogarithm(
            of: room, floor: floor(exam.work.columns), factor: sign * sharpness)
    }

    /// σ(goodness − threshold), the other way round where true samples are to have little.
    public func positiveProbability(evidence: Double, width: Int) -> Double? {
        switch loss {
        case .symmetric, .ratio: return nil
        case .threshold, .printed: break
        }
        return logistic(minimizes ? evidence + bound(width) : evidence - bound(width))
    }

    package func factor(_ width: Int) -> Double { goodness == .sum ? 1 : 1 / Double(width) }

    /// What an output that is all zeros is taken to have: the goodness of one whose numbers have a
    /// mean square of 1e-4.
    package func floor(_ width: Int) -> Double { factor(width) * Double(width) * 1e-4 }

    private func bound(_ width: Int) -> Double {
        switch threshold {
        case .number(let number): number
        case .width: factor(width) * Double(width)
        }
    }
}

private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
