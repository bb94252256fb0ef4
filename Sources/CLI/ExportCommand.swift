import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardExport
import OnwardInference
import OnwardModels
import OnwardPictures
import OnwardTerminal

/// `onward export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a model as ONNX, for programs that know nothing of Onward.",
        discussion: """
            The graph takes raw input as far as ONNX has operators for it (a table's columns, bytes \
            of pictures in their final size) and puts out label and probabilities. What cannot be \
            said in ONNX is refused with its reason.
            """)

    @Argument(help: "A run folder, or a model.safetensors or checkpoint.safetensors.")
    var model: String
    @Option(
        name: .customLong("to"), help: "The file to write.", completion: .file(extensions: ["onnx"])
    )
    var output: String
    @Option(help: "What decides: sum, last-block or one-pass. Default: the model's own.")
    var prediction: PredictionMode?
    @Option(help: "Only so many blocks, from the bottom. Default: all.")
    var blocks: Int?
    @Flag(help: "Put out the evidence for every class too, all of it and each block's.")
    var votes = false

    func run() throws {
        let file = try Log.notes(
            on: ModelFile(reading: URL(fileURLWithPath: model), catalog: .withPictures),
            from: model)
        let exported = try ONNXModel(
            file.network, mode: try prediction ?? file.recipe?.trainer.prediction, blocks: blocks,
            tellsVotes: votes)
        try exported.write(to: URL(fileURLWithPath: output))
        print("\(output): \(exported.note)")
    }
}
