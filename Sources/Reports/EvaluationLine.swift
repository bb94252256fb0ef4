import OnwardInference

/// An evaluation in JSON.
package struct EvaluationLine: Encodable {
    let samples: Int
    /// The classes' names, in the order of all that is told class by class.
    let classes: [String]
    let prediction: PredictionMode
    let accuracy: Double
    let largestClassShare: Double
    let accuracySum: Double?
    let accuracyLastBlock: Double?
    let accuracyOnePass: Double?
    let blockAccuracy: [Double]
    /// Left out where samples do not leave early.
    let averageBlocks: Double?
    let confusion: [[Int]]
    /// Samples whose evidence was no number.
    let unanswered: Int
    let figures: Figures?

    private enum Key: String, CodingKey {
        case samples, classes, prediction, accuracy
        case largestClassShare = "largest_class_share"
        case accuracySum = "accuracy_sum"
        case accuracyLastBlock = "accuracy_last_block"
        case accuracyOnePass = "accuracy_one_pass"
        case blockAccuracy = "block_accuracy"
        case averageBlocks = "average_blocks"
        case confusion, unanswered
        case balancedAccuracy = "balanced_accuracy"
        case precision, recall, f1
        case areas = "auc"
        case macroPrecision = "macro_precision"
        case macroRecall = "macro_recall"
        case macroF1 = "macro_f1"
        case macroArea = "macro_auc"
        case topThree = "top_3_accuracy"
        case loss = "log_loss"
        case calibrationError = "calibration_error"
        case temperature
        case classSamples = "class_samples"
    }

    /// - Parameter classes: the network's.
    package init(_ evaluation: Evaluation, classes: [String]) {
        samples = evaluation.samples
        self.classes = classes
        prediction = evaluation.prediction
        accuracy = evaluation.accuracy
        largestClassShare = evaluation.largestShare
        accuracySum = evaluation.accuracies[.sum]
        accuracyLastBlock = evaluation.accuracies[.lastBlock]
        accuracyOnePass = evaluation.accuracies[.onePass]
        blockAccuracy = evaluation.blockAccuracy
        averageBlocks = evaluation.averageBlocks
        confusion = evaluation.confusion
        unanswered = evaluation.unanswered.count
        figures = evaluation.figures
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(samples, forKey: .samples)
        try values.encode(classes, forKey: .classes)
        try values.encode(prediction, forKey: .prediction)
        try values.encode(accuracy, forKey: .accuracy)
        try values.encode(largestClassShare, forKey: .largestClassShare)
        try values.encodeIfPresent(accuracySum, forKey: .accuracySum)
        try values.encodeIfPresent(accuracyLastBlock, forKey: .accuracyLastBlock)
        try values.encodeIfPresent(accuracyOnePass, forKey: .accuracyOnePass)
        try values.encode(blockAccuracy, forKey: .blockAccuracy)
        try values.encodeIfPresent(averageBlocks, forKey: .averageBlocks)
        try values.encode(confusion, forKey: .confusion)
        try values.encode(unanswered, forKey: .unanswered)
        if let figures { try encode(figures, into: &values) }
    }

    /// What is not known is null: readers need not guess.
    private func encode(
        _ figures: Figures, into values: inout KeyedEncodingContainer<Key>
    ) throws {
        try values.encode(figures.classes.map(\.samples), forKey: .classSamples)
        try values.encode(figures.classes.map(\.precision), forKey: .precision)
        try values.encode(figures.classes.map(\.recall), forKey: .recall)
        try values.encode(figures.classes.map(\.f1), forKey: .f1)
        try values.encode(figures.areas, forKey: .areas)
        try values.encode(figures.precision, forKey: .macroPrecision)
        try values.encode(figures.recall, forKey: .macroRecall)
        try values.encode(figures.f1, forKey: .macroF1)
        try values.encode(figures.area, forKey: .macroArea)
        try values.encode(figures.balancedAccuracy, forKey: .balancedAccuracy)
        try values.encodeIfPresent(figures.topThreeAccuracy, forKey: .topThree)
        try values.encode(figures.loss, forKey: .loss)
        try values.encode(figures.calibrationError, forKey: .calibrationError)
        try values.encode(figures.temperature, forKey: .temperature)
    }
}
