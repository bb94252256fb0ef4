import OnwardInference

/// What can be asked for about each sample, under the protocol's names.
enum TensorOutput: String, CaseIterable {
    case evidence, probabilities, label, name
    case blockEvidence = "block_evidence"
    case blockLabels = "block_labels"

    /// The protocol's name of a number's form.
    var dataType: String {
        switch self {
        case .evidence, .blockEvidence: "FP32"
        case .probabilities: "FP64"
        case .label, .blockLabels: "INT64"
        case .name: "BYTES"
        }
    }

    /// Of one sample.
    func sizes(blocks: Int, classes: Int) -> [Int] {
        switch self {
        case .evidence, .probabilities: [classes]
        case .blockEvidence: [blocks, classes]
        case .blockLabels: [blocks]
        case .label, .name: []
        }
    }

    /// Of blocks there is nothing to tell where a reader alone is asked.
    static func all(blocks: Int) -> [TensorOutput] {
        allCases.filter { blocks > 0 || $0 != .blockEvidence && $0 != .blockLabels }
    }

    /// All samples' values, one after the other.
    func values(_ answers: [Answer]) -> TensorValues {
        switch self {
        case .evidence: .floats(answers.flatMap(\.evidence))
        case .probabilities: .doubles(answers.flatMap(\.probabilities))
        case .label: .integers(answers.map(\.label))
        case .name: .texts(answers.map(\.name))
        case .blockEvidence: .floats(answers.flatMap { $0.blockEvidence.flatMap(\.self) })
        case .blockLabels: .integers(answers.flatMap { $0.votes.map(\.label) })
        }
    }
}
