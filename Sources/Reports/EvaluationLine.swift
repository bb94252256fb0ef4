import OnwardInference

/// An evaluation in JSON.
package struct EvaluationLine: Encodable {
    let samples: Int
    let prediction: PredictionMode
    let accuracy: Double
    let accuracySum: Double?
    let accuracyLastBlock: Double?
    let accuracyOnePass: Double?
    let blockAccuracy: [Double]
    /// Left out where samples do not leave early.
    let averageBlocks: Double?
    let confusion: [[Int]]

    enum CodingKeys: String, CodingKey {
        case samples, prediction, accuracy
        case accuracySum = "accuracy_sum"
        case accuracyLastBlock = "accuracy_last_block"
        case accuracyOnePass = "accuracy_one_pass"
        case blockAccuracy = "block_accuracy"
        case averageBlocks = "average_blocks"
        case confusion
    }

    package init(_ evaluation: Evaluation) {
        samples = evaluation.samples
        prediction = evaluation.prediction
        accuracy = evaluation.accuracy
        accuracySum = evaluation.accuracies[.sum]
        accuracyLastBlock = evaluation.accuracies[.lastBlock]
        accuracyOnePass = evaluation.accuracies[.onePass]
        blockAccuracy = evaluation.blockAccuracy
        averageBlocks = evaluation.averageBlocks
        confusion = evaluation.confusion
    }
}
