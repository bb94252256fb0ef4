import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardModels
import OnwardPictures

/// A model, and the samples to show it.
struct ModelOptions: ParsableArguments {
    @Argument(help: "A run folder, or a model.safetensors or checkpoint.safetensors.")
    var model: String

    @Option(help: "A known data set, or the path of one. Default: the model's own.")
    var data: String?
    @Option(help: "A folder to look for known data sets in before the usual places.")
    var dataDir: String?
    @Flag(help: "Of pictures: leave out damaged files instead of ending with an error.")
    var skipBad = false
    @Option(help: "Which samples: test or train.")
    var split: Split = .test
    @Option(help: "What decides: sum, last-block or one-pass. Default: the model's own.")
    var prediction: PredictionMode?
    @Option(
        help: """
            Let a sample leave at the first block that is so sure of it: a share in 0…1, such as \
            0.99.
            """)
    var earlyExit: Double?
    @Option(
        help: """
            What to compute in: float32, bfloat16, bfloat16-emulated or auto. Default: float32, \
            whatever it was trained in.
            """)
    var precision: String?
    @Option(help: "Keep the weights in files of this folder, of which memory holds one block's.")
    var offload: String?
    @Flag(help: "Print JSON, one object per line.")
    var json = false

    enum Split: String, ExpressibleByArgument, CaseIterable {
        case train, test
    }

    func validate() throws {
        if let earlyExit, !(earlyExit > 0 && earlyExit <= 1) {
            throw ValidationError(
                "--early-exit must be a share above 0, at most 1, not \(earlyExit)")
        }
    }

    func load() throws -> ModelFile {
        try ModelFile(
            reading: URL(fileURLWithPath: model),
            storage: offload.map { .files(in: URL(fileURLWithPath: $0)) } ?? .memory,
            catalog: .withPictures)
    }

    /// The chosen part of the chosen data set: a part of what the model was trained on, or all of
    /// other files that look alike.
    func samples(for file: ModelFile) throws -> Samples {
        guard let name = try data ?? file.recipe?.data.name else {
            throw ValidationError("the model does not say what it was trained on; add --data")
        }
        let dataset: Dataset
        if var recipe = try file.recipe, recipe.isFor(name) {
            recipe.data.directory = dataDir ?? recipe.data.directory
            if skipBad { recipe.data.options["skip-bad"] = "true" }
            dataset = try recipe.loadDataset(for: file.network)
        } else if let preparation = preparation(of: file),
            FileManager.default.fileExists(atPath: name)
        {
            let prepared = try preparation.samples(
                at: URL(fileURLWithPath: name), classes: file.network.classes)
            return Log.notes(on: prepared, from: name).samples
        } else {
            dataset = try Catalog.withPictures.dataset(
                name, DataRequest(directory: dataDir.map { URL(fileURLWithPath: $0) }))
        }
        return split == .test ? dataset.test : dataset.train
    }

    func chosenPrecision() throws -> Precision { try Precision(named: precision) }

    /// Samples in a file, whose classes nobody needs to know.
    func samples(in path: String, for file: ModelFile) throws -> PreparedSamples {
        let url = URL(fileURLWithPath: path)
        let prepared =
            try preparation(of: file)?.samples(at: url, classes: nil)
            ?? UnpreparedSamples.read(url, for: file.network.input, skipsBad: skipBad)
        return Log.notes(on: prepared, from: path)
    }

    private func preparation(of file: ModelFile) -> (any Preparation)? {
        guard var pictures = file.network.preparation as? PicturePreparation else {
            return file.network.preparation
        }
        pictures.skipsBad = skipBad
        return pictures
    }

    func mode(for file: ModelFile) throws -> PredictionMode? {
        try prediction ?? file.recipe?.trainer.prediction
    }
}

extension PredictionMode: ExpressibleByArgument {}
