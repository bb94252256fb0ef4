import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardDataFiles
import OnwardInference
import OnwardModels
import OnwardPictures
import OnwardRecipes
import OnwardRuns
import OnwardSettings
import OnwardTerminal

/// A model, and the samples to show it.
struct ModelOptions: ParsableArguments {
    @Argument(help: "A run folder, or a model.safetensors or checkpoint.safetensors.")
    var model: String

    @Option(
        help: """
            A known data set, or the path of one, which is judged whole but for what the model was \
            trained on. Default: the model's own.
            """)
    var data: String?
    @Option(help: "A folder to look for known data sets in before the usual places.")
    var dataDir: String?
    @OptionGroup var changes: ChangedDataOptions
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

    private var url: URL { URL(fileURLWithPath: model) }

    func load() throws -> ModelFile {
        try Log.notes(
            on: ModelFile(
                reading: url,
                storage: offload.map { .files(in: URL(fileURLWithPath: $0)) } ?? .memory,
                catalog: .withPictures), from: model)
    }

    /// The chosen part of the chosen data set: a part of what the model was trained on, or all of
    /// other data that the model was not trained on.
    func samples(for file: ModelFile) throws -> Samples {
        let recipe = try file.recipe?.placed(by: url)
        guard let name = data ?? recipe?.data.name else {
            throw ValidationError("the model does not say what it was trained on; add --data")
        }
        let samples: Samples
        if let recipe, recipe.isFor(name) {
            samples = try ownSamples(recipe, for: file)
        } else {
            samples = try unseen(of: otherSamples(name, for: file), name, by: file)
        }
        guard samples.count > 0 else {
            throw FileError(
                .inconsistent, at: name, expected: "samples that the model was not trained on",
                got: "none",
                remedy: "give data of the kind that it was trained on, with samples new to it")
        }
        return samples
    }

    /// Without those that the model was trained on, where it is to be tested.
    private func unseen(
        of samples: Samples, _ name: String, by file: ModelFile
    ) -> Samples {
        guard split == .test, let register = file.samples else { return samples }
        let unseen = samples.unseen(by: register)
        if unseen.count < samples.count {
            Log.warning(
                name,
                "left out \(samples.count - unseen.count) of \(samples.count) samples: the model "
                    + "was trained on them, or chosen by them")
        }
        return unseen
    }

    private func ownSamples(_ recipe: Recipe, for file: ModelFile) throws -> Samples {
        var recipe = recipe
        recipe.data.directory = dataDir ?? recipe.data.directory
        if skipBad { recipe.data.options["skip-bad"] = "true" }
        let known = try recipe.loadDataset(
            for: file.network, samples: file.samples, acceptsChanges: changes.areAccepted)
        if let change = known.change { Log.warning(recipe.data.name, change) }
        return split == .test ? known.dataset.test : known.dataset.train
    }

    private func otherSamples(_ name: String, for file: ModelFile) throws -> Samples {
        if file.network.preparation != nil, FileManager.default.fileExists(atPath: name) {
            let prepared = try prepared(
                URL(fileURLWithPath: name), for: file, classes: file.network.classes)
            return Log.notes(on: prepared, from: name).samples
        }
        var request = DataRequest(directory: dataDir.map { URL(fileURLWithPath: $0) })
        request.known = KnownData(
            classes: file.network.classes, preparation: nil, register: nil)
        let dataset = try Catalog.withPictures.dataset(name, request)
        return dataset.whole ?? (split == .test ? dataset.test : dataset.train)
    }

    func chosenPrecision() throws -> Precision { try Precision(named: precision) }

    /// Samples in a file, whose classes nobody needs to know.
    func samples(in path: String, for file: ModelFile) throws -> PreparedSamples {
        Log.notes(
            on: try prepared(URL(fileURLWithPath: path), for: file, classes: nil), from: path)
    }

    /// Samples as the model's own preparation makes them, or in the form that it takes.
    private func prepared(
        _ url: URL, for file: ModelFile, classes: [String]?
    ) throws -> PreparedSamples {
        switch file.network.preparation {
        case var pictures as PicturePreparation:
            pictures.skipsBad = skipBad
            return try pictures.samples(at: url, classes: classes)
        case let other? where !(other is ArrayPreparation):
            return try other.samples(at: url, classes: classes)
        case let arrays:
            return try UnpreparedSamples.read(
                url, for: file.network.input, arrays as? ArrayPreparation, classes: classes,
                skipsBad: skipBad)
        }
    }

    func mode(for file: ModelFile) throws -> PredictionMode? {
        try prediction ?? file.recipe?.trainer.prediction
    }
}

extension PredictionMode: ExpressibleByArgument {}
