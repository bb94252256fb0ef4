import Foundation
import OnwardCompute

/// What is said of answers beside their accuracy, which a class that most samples are of makes look good.
/// Means over classes count each class once.
package struct Figures: Sendable {
    /// In the order of the network's classes.
    package let classes: [ClassFigures]
    /// Per class, the area under the curve of one against the rest, by its share; nil where all answered
    /// samples are of it, or none.
    package let areas: [Double?]
    /// Over the classes that were answered or have samples.
    package let precision: Double
    package let recall: Double
    package let f1: Double
    /// The mean recall of the classes that have samples; nil without samples.
    package let balancedAccuracy: Double?
    /// The mean of the areas that there are.
    package let area: Double?
    /// Where the right class was among the three with most evidence; nil up to ten classes, where that
    /// says little.
    package let topThreeAccuracy: Double?
    /// What evidence was divided by for what follows; nil where shares were taken as they are.
    package let temperature: Double?
    /// The mean cross-entropy, and by how much shares differ from how often they are right; nil of
    /// goodness whose temperature is not known, and where a sample was not answered.
    package let loss: Double?
    package let calibrationError: Double?
    /// What the calibration error is the sum of; empty where that is not known.
    package let reliability: [ReliabilityBin]
    /// The wrong answers that were given with most share, the surest first; their shares are of evidence
    /// as it is where the temperature is not known.
    package let mistakes: [Mistake]

    /// Mistakes that are kept.
    private static let keptMistakes = 24

    /// - Parameters:
    ///   - confusion: [truth][answer]
    ///   - labels: of all samples.
    ///   - evidence: [N · C]; of samples that were not answered, some is no number.
    ///   - scale: how shares are made; nil where it is not known how, as of goodness without a
    ///     temperature.
    init(confusion: [[Int]], labels: [Int], evidence: [Float], scale: Scale?) {
        let count = confusion.count
        classes = (0..<count).map { number in
            ClassFigures(
                right: confusion[number][number],
                answers: confusion.reduce(0) { $0 + $1[number] },
                samples: labels.count { $0 == number })
        }
        let met = classes.filter(\.isMet)
        precision = Figures.mean(met.map(\.precision)) ?? 0
        recall = Figures.mean(met.map(\.recall)) ?? 0
        f1 = Figures.mean(met.map(\.f1)) ?? 0
        balancedAccuracy = Figures.mean(classes.filter { $0.samples > 0 }.map(\.recall))
        let answered = labels.indices.filter { row in
            evidence[row * count..<(row + 1) * count].allSatisfy(\.isFinite)
        }
        func shares(at temperature: Double) -> ShareFigures {
            ShareFigures(
                shares: answered.flatMap { row in
                    Shares(of: evidence[row * count..<(row + 1) * count], at: temperature).values
                }, labels: answered.map { labels[$0] }, classes: count)
        }
        let plain = shares(at: 1)
        areas = (0..<count).map(plain.areaUnderCurve)
        area = Figures.mean(areas.compactMap(\.self))
        topThreeAccuracy =
            count > 10 && !answered.isEmpty
            ? ShareFigures(
                shares: answered.flatMap { row in
                    evidence[row * count..<(row + 1) * count].map(Double.init)
                }, labels: plain.labels, classes: count
            ).accuracy(ofBest: 3) * Double(answered.count) / Double(labels.count) : nil
        mistakes = Mistake.surest(
            Figures.keptMistakes, labels: labels, evidence: evidence, classes: count,
            temperature: scale?.temperature ?? 1)
        guard let scale, answered.count == labels.count, !labels.isEmpty else {
            (temperature, loss, calibrationError, reliability) = (nil, nil, nil, [])
            return
        }
        let divisor = scale.temperature ?? 1
        temperature = scale.temperature
        loss = Figures.mean(
            labels.enumerated().map { row, label in
                Shares.loss(of: evidence[row * count..<(row + 1) * count], label, at: divisor)
            })
        reliability = (divisor == 1 ? plain : shares(at: divisor)).reliability
        calibrationError = ShareFigures.calibrationError(reliability)
    }

    /// How shares are made of evidence.
    enum Scale {
        /// By softmax alone, as training did.
        case trained
        /// Divided first.
        case divided(by: Double)

        var temperature: Double? {
            if case .divided(let temperature) = self { temperature } else { nil }
        }
    }

    private static func mean(_ numbers: [Double]) -> Double? {
        numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    }
}
