import OnwardModels
import OnwardNetworks
import OnwardRecipes

/// What a model file holds, in JSON.
package struct ModelDescription: Encodable {
    package struct Tensor: Encodable {
        package let name: String
        package let shape: [Int]
    }
    package struct Block: Encodable {
        package let layers: [String]
        package let input: String
        package let output: String
        package let parameters: Int
        package let isFrozen: Bool
        package let tensors: [Tensor]

        enum CodingKeys: String, CodingKey {
            case layers, input, output, parameters
            case isFrozen = "is_frozen"
            case tensors
        }
    }
    package let parameters: Int
    package let classes: [String]
    package let objective: String
    package let feedback: String
    package let blocks: [Block]
    /// Numbers of the blocks that are read, counted from 0.
    package let reader: [Int]?
    /// How often each block counts in the sum; nil where the objective says it.
    package let votes: [Double]?
    package let recipe: Recipe?
    package let record: TrainingRecord?
    package let edits: [String]

    package init(_ file: ModelFile) throws {
        let network = file.network
        parameters = network.parameterCount
        classes = network.classes
        objective = type(of: network.objective).name
        feedback = network.feedback.rawValue
        blocks = network.blocks.map { state in
            Block(
                layers: state.block.layers.map(\.description),
                input: state.plan.input.description, output: state.plan.output.description,
                parameters: state.plan.parameterCount, isFrozen: state.isFrozen,
                tensors: state.weights.map { Tensor(name: $0.name, shape: $0.shape) })
        }
        reader = network.reader?.blocks
        votes = network.voteWeights
        recipe = try file.recipe
        record = file.record
        edits = file.edits
    }
}
