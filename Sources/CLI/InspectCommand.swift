import ArgumentParser
import Foundation
import OnwardModels
import OnwardNetworks
import OnwardPictures
import OnwardRecipes
import OnwardReports
import OnwardTerminal

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
        let file = Log.notes(
            on: try ModelFile(reading: URL(fileURLWithPath: model), catalog: .withPictures),
            from: model)
        let description = try ModelDescription(file)
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
        if let votes = description.votes { print(Table.votes(votes)) }
        if let record = file.record {
            let accuracy = record.validationAccuracy.map { String(format: "%.4f", $0) } ?? "–"
            print("trained for \(record.epochs) epochs, validation accuracy \(accuracy)")
        }
        for edit in file.edits { print("edited: \(edit)") }
        if let recipe = try file.recipe { print("\nrecipe:\n\(try recipe.yaml)", terminator: "") }
    }
}
