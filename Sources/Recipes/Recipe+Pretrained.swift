import Foundation
import OnwardModels
import OnwardNetworks

extension Recipe {
    /// The weights that the network begins with; nil where they are drawn.
    var pretrained: PretrainedWeights? {
        get throws {
            try network.pretrained.map {
                try PretrainedWeights(
                    reading: URL(fileURLWithPath: $0),
                    names: network.pretrainedNames ?? TensorNames())
            }
        }
    }

    /// What there is to know of the weights that a network began with, in sentences.
    package func pretrainedNotes(_ made: Network) throws -> [String] {
        guard let weights = try pretrained else { return [] }
        let unexpected = weights.unexpected(by: made)
        let left = "left out, as the network has no such tensor: "
        return [
            "what `pretrained` weights were trained on is not known: test samples may be among it"
        ] + (unexpected.isEmpty ? [] : [left + unexpected.joined(separator: ", ")])
    }
}
