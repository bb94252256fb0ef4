import ArgumentParser
import Foundation
import OnwardModels
import OnwardRecipes
import OnwardTerminal

/// `onward edit MODEL load-weights`
struct EditLoadWeightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load-weights",
        abstract: "Give the model the weights of another safetensors file.",
        usage: EditCommand.usage("load-weights --from <from>"),
        discussion: """
            The file has PyTorch's names and layouts, in F16, BF16, F32 or F64; an index of several \
            files and a folder with one of them are understood too. Weights that are missing or of \
            another shape are listed, and nothing is written.
            """)

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "The file with the weights.", completion: .file())
    var from: String
    @Option(
        help: """
            What the names of its tensors begin with where the model has others: \
            blocks.0.layers.0=fc1,blocks.0.head=classifier.
            """)
    var names: String?

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let names = try names.map { try TensorNames.form.value(of: $0, for: "names") } ?? nil
        let weights = try PretrainedWeights(
            reading: URL(fileURLWithPath: from), names: names ?? TensorNames())
        try weights.load(into: edit.network)
        let unexpected = weights.unexpected(by: edit.network)
        if !unexpected.isEmpty {
            Log.warning(
                from,
                "left out, as the model has no such tensor: \(unexpected.joined(separator: ", "))")
        }
        try edit.finish(
            "loaded the weights of \(URL(fileURLWithPath: from).lastPathComponent)", .weights,
            advice:
                "what these weights were trained on is not known: the test samples may be among it")
    }
}
