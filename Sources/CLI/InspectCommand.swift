import ArgumentParser
import Foundation
import OnwardModels
import OnwardNetworks
import OnwardPictures
import OnwardRecipes

/// `onward inspect`
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show a model file: blocks, shapes, parameters and how it was trained.")

    @Argument(help: "A run folder, or a model.safetensors or checkpoint.safetensors.")
    var model: String
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let file = try ModelFile(
            reading: URL(fileURLWithPath: model), catalog: .withPictures)
        let description = try Description(file)
        if json { return print(try JSONFields.line(description)) }
        print("\(model): \(description.parameters.formatted()) parameters")
        print("input \(file.network.input), \(file.network.classes.count) classes")
        print("objective \(description.objective), feedback \(description.feedback)")
        for (index, block) in description.blocks.enumerated() {
            print(
                "block \(index + 1): \(block.layers.joined(separator: ", ")) → \(block.output)  "
                    + "\(block.parameters.formatted()) parameters"
                    + (block.isFrozen ? ", frozen" : ""))
            for tensor in block.tensors { print("    \(tensor.name) \(tensor.shape)") }
        }
        if let reader = file.network.reader {
            print(
                "reader of blocks \(reader.blocks.map { "\($0 + 1)" }.joined(separator: ", ")): "
                    + "\(reader.state.plan.parameterCount.formatted()) parameters")
        }
        if let record = file.record {
            let accuracy = record.validationAccuracy.map { String(format: "%.4f", $0) } ?? "–"
            print("trained for \(record.epochs) epochs, validation accuracy \(accuracy)")
        }
        for edit in file.edits { print("edited: \(edit)") }
        if let recipe = try file.recipe { print("\nrecipe:\n\(try recipe.yaml)", terminator: "") }
    }

    private struct Description: Encodable {
        struct Tensor: Encodable {
            let name: String
            let shape: [Int]
        }
        struct Block: Encodable {
            let layers: [String]
            let input: String
            let output: String
            let parameters: Int
            let isFrozen: Bool
            let tensors: [Tensor]

            enum CodingKeys: String, CodingKey {
                case layers, input, output, parameters
                case isFrozen = "is_frozen"
                case tensors
            }
        }
        let parameters: Int
        let classes: [String]
        let objective: String
        let feedback: String
        let blocks: [Block]
        /// Numbers of the blocks that are read, counted from 0.
        let reader: [Int]?
        let recipe: Recipe?
        let record: TrainingRecord?
        let edits: [String]

        init(_ file: ModelFile) throws {
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
            recipe = try file.recipe
            record = file.record
            edits = file.edits
        }
    }
}
