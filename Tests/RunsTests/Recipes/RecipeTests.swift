import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardLayers
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes

@Suite("A recipe")
struct RecipeTests {
    private func read(_ text: String, flags: SettingValues = [:]) throws -> Recipe {
        try inFolder { folder in
            let file = folder.appendingPathComponent("recipe.yaml")
            try Data(text.utf8).write(to: file)
            return try Recipe(file: file, flags: flags)
        }
    }

    private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-recipe-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func message(_ text: String, flags: SettingValues = [:]) -> String {
        do {
            return try "no error: \(read(text, flags: flags))"
        } catch {
            return "\(error)"
        }
    }

    /// All fields, as the same bytes for the same values.
    private func fields(_ recipe: Recipe) throws -> String { try JSONFields.line(recipe) }

    @Test("A file overrides the defaults, and flags the file")
    func layersSettings() throws {
        let recipe = try read(
            "epochs: 3\nbatch-size: 5\n", flags: ["epochs": "7", "lr": "0.25"])
        #expect(recipe.run.epochs == 7 && recipe.trainer.batchSize == 5)
        #expect(recipe.trainer.optimizer.learningRate == 0.25)
        #expect(recipe.network.notation == "1000,1000" && recipe.run.seed == 1)
        #expect(try fields(read("")) == fields(Recipe()))
        #expect(try fields(Recipe(file: nil)) == fields(Recipe()))
    }

    @Test("A padding is a number in YAML, too", arguments: ["0", "1", "[1, 0]", "same"])
    func readsPaddings(padding: String) throws {
        let settings = "channels: 2, kernel: 3, stride: 1, activation: relu, bias: true"
        let text = "blocks: [[{convolution: {\(settings), padding: \(padding)}}]]"
        #expect(try read(text).network.blocks?.count == 1)
    }

    @Test("A network among the flags replaces the file's explicit blocks")
    func flagReplacesBlocks() throws {
        let text = "blocks: [[{flatten: {}}]]"
        #expect(try read(text).network.blocks?.count == 1)
        #expect(try read(text, flags: ["network": "5"]).network.blocks == nil)
        #expect(try read(text, flags: ["epochs": "5"]).network.blocks?.count == 1)
    }

    @Test("Values mean what their setting calls for, however YAML would take them")
    func readsByKind() throws {
        #expect(try read("network: 1000").network.notation == "1000")
        #expect(try read("data: 2020-01-01").data.name == "2020-01-01")
        #expect(try read("lr: 1e-3").trainer.optimizer.learningRate == 1e-3)
        #expect(try read("lr: 1").trainer.optimizer.learningRate == 1)
        #expect(try read("seed: 18446744073709551615").run.seed == .max)
        #expect(try read("patience: null").run.patience == nil)
        #expect(try read("epochs: null").run.epochs == 10)
        let flagged = try read("", flags: ["data": "null", "no-shuffle": "true", "data-dir": "~"])
        #expect(flagged.data.name == "null" && flagged.data.directory == "~")
        #expect(!flagged.trainer.shuffles)
    }

    @Test(
        "What it cannot mean is refused with its name",
        arguments: [
            ("epoch: 3", "epoch must be a setting that version 0.2.0 has, not an unknown one; did"),
            ("batchsize: 3", "did you mean batch-size?"),
            ("epochs: many", "epochs must be a whole number from 0 to 1000000000, or auto, not"),
            ("epochs: 1.5", "epochs must be a whole number from 0 to 1000000000, or auto, not 1.5"),
            ("epochs: [1, 2]", "epochs must be a single value, not a list"),
            ("seed: -1", "seed must be a whole number from 0 on, not -1"),
            ("lr: fast", "lr must be a number above 0, not fast"),
            ("no-shuffle: 1", "no-shuffle must be true or false, not 1"),
            ("blocks: 5", "blocks must be a list, not 5"),
            ("blocks: [{a: 1}]", "blocks → number 1 must be a list, not names with settings"),
            (
                "blocks: [[dense]]",
                "number 1 → number 1 must be a name with its settings, not dense"
            ),
            ("blocks: [[{dens: {units: 5}}]]", "unknown layer dens; did you mean dense?"),
            ("blocks: [[{dense: {units: 5}}]]", "dense must be given its setting \"activation\""),
            ("blocks: [[{quantize: {level: 4}}]]", "must be given its setting \"levels\""),
            ("blocks: [[{flatten: {size: 1}}]]", "unknown setting of flatten size"),
            ("blocks: [[{flatten: {}, dropout: {rate: 0.5}}]]", "one name with its settings"),
            ("epochs: 5\nepochs: 6", "recipe.yaml: expected readable YAML, got"),
            ("data: \"open", "readable YAML"),
            ("- a\n- b", "expected lines \"name: value\", got a list"),
        ])
    func refuses(text: String, says: String) {
        #expect(message(text).contains(says), "\(message(text))")
    }

    @Test("A missing file is named")
    func namesMissingFile() {
        let error = #expect(throws: RecipeError.self) {
            try Recipe(file: URL(fileURLWithPath: "/nowhere/recipe.yaml"))
        }
        #expect(error?.description.contains("/nowhere/recipe.yaml") == true)
    }

    @Test(
        "The resolved recipe runs again as it is, every field the same",
        arguments: ["mf", "bp", "sgd", "layerwise", "blocks", "numbers", "awkward"])
    func survivesYAML(kind: String) throws {
        var recipe = SettingValues()
        recipe["data"] = "some folder/with: signs #1"
        switch kind {
        case "bp": recipe["algorithm"] = "bp"
        case "sgd":
            (recipe["optimizer"], recipe["momentum"], recipe["nesterov"]) = ("sgd", "0.9", "true")
        case "layerwise":
            (recipe["training-schedule"], recipe["steps-per-block"], recipe["rounds"]) = (
                "layerwise", "50", "100"
            )
        case "blocks":
            recipe["blocks"] = try JSONFields.line(
                [
                    [LayerSpec(Flatten()), LayerSpec(Dense(7, activation: .relu))],
                    [
                        LayerSpec(LengthNormalization(.l2, epsilon: 1e-4)),
                        LayerSpec(Dropout(1.0 / 3)),
                    ],
                ] as [[LayerSpec]])
        case "numbers":
            (recipe["lr"], recipe["weight-decay"], recipe["dropout"]) = (
                "\(1.0 / 3)", "1e-3", "\(0.1 + 0.2)"
            )
            (recipe["warmup-epochs"], recipe["validation"]) = ("1e-17", "\(28.0 / 30)")
            recipe["momentum"] = "0.12345678901234567"
            recipe["optimizer"] = "sgd"
            (recipe["seed"], recipe["threads"], recipe["patience"]) = (
                "18446744073709551615", "3", "2"
            )
            (recipe["no-shuffle"], recipe["bias"], recipe["block-size"]) = ("true", "false", "2")
        case "awkward":
            (recipe["network"], recipe["data"], recipe["data-dir"]) = ("1000", "null", "2020-01-01")
        default: break
        }
        let resolved = try Recipe(recipe)
        let again = try read(try resolved.yaml)
        #expect(try fields(again) == fields(resolved))
        #expect(try again.yaml == resolved.yaml)
    }

    @Test("Resolving makes every open choice")
    func resolves() throws {
        var recipe = SettingValues()
        recipe["algorithm"] = "mf"
        let values = try Recipe(recipe).values
        #expect(values["algorithm"] == "mono-forward" && values["objective"] == "cross-entropy")
        #expect(values["feedback"] == "exact" && values["training-schedule"] == "auto")
        #expect(values["bias"] == "auto" && values["lr"] == "0.001")
        #expect(values["weight-decay"] == "0" && values["normalization"] == "none")
        #expect(values["threads"] == "\(Engine.availableThreads)")
        recipe["optimizer"] = "sgd"
        #expect(try Recipe(recipe).values["lr"] == "0.1")
        recipe["augment"] = "shift:02"
        #expect(try Recipe(recipe).values["augment"] == "shift:2")
        let contrast = try Recipe(["algorithm": "intff"]).values
        #expect(contrast["threshold"] == "1.5" && contrast["goodness"] == "mean")
        #expect(contrast["label-strength"] == "auto" && contrast["normalization"] == "rms")
        #expect(contrast["contrast-loss"] == "ratio:8:0.1" && contrast["evidence-blocks"] == "all")
    }

    @Test(
        "The authors' settings are one word away, and what is given counts more",
        arguments: [
            ("ff", ["evidence-blocks": "upper", "normalization": "rms", "goodness": "sum"]),
            ("intff", ["evidence-blocks": "all", "normalization": "l2", "threshold": "1.5"]),
        ])
    func asInPaper(algorithm: String, expected: [String: String]) throws {
        let values = try Recipe(["algorithm": algorithm, "settings": "paper"]).values
        let common = [
            "settings": "paper", "contrast-loss": "threshold", "label-embedding": "overlay",
            "label-strength": "1", "negatives": "wrong-label",
        ]
        for (key, value) in expected.merging(common, uniquingKeysWith: { $1 }) {
            #expect(values[key] == value, "\(key)")
        }
        #expect(try Recipe(values).values == values)
        let louder = try Recipe([
            "algorithm": algorithm, "settings": "paper", "label-strength": "4",
        ])
        #expect(louder.values["label-strength"] == "4")
        #expect(throws: SettingsError.self) { try Recipe(["settings": "papers"]) }
    }
}

@Suite("A recipe's network")
struct RecipeNetworkTests {
    private let dataset = toyDataset(train: 9, test: 3)

    private func blocks(_ network: String, _ change: (inout SettingValues) -> Void = { _ in })
        throws
        -> [[String]]
    {
        let recipe = try toyRecipe {
            $0["network"] = network
            change(&$0)
        }
        return try recipe.makeNetwork(for: dataset).blocks.map {
            $0.block.layers.map(\.description)
        }
    }

    @Test("Mono-Forward has one layer to a block, backpropagation one block")
    func cutsByAlgorithm() throws {
        #expect(try blocks("5,6,7") == [["Dense(5)"], ["Dense(6)"], ["Dense(7)"]])
        #expect(
            try blocks("5,6,7") { $0["algorithm"] = "bp" } == [
                ["Dense(5)", "Dense(6)", "Dense(7)"]
            ])
        #expect(
            try blocks("5,6,7") { $0["block-size"] = "2" } == [
                ["Dense(5)", "Dense(6)"], ["Dense(7)"],
            ])
        #expect(
            try blocks("5,6") { $0["dropout"] = "0.5" }
                == [["Dense(5)", "Dropout(0.5)"], ["Dense(6)", "Dropout(0.5)"]])
    }

    @Test("Parentheses are blocks")
    func takesParentheses() throws {
        #expect(try blocks("(5,6),(7)") == [["Dense(5)", "Dense(6)"], ["Dense(7)"]])
        #expect(try blocks("16,(5,6),7,3") == [["Dense(5)", "Dense(6)"], ["Dense(7)"]])
    }

    @Test("A leading input size and a trailing class count are the data's, not layers")
    func dropsEnds() throws {
        #expect(try blocks("16,5,3") == [["Dense(5)"]])
        #expect(try blocks("16,5") == [["Dense(5)"]])
        #expect(try blocks("5,3") == [["Dense(5)"]])
        #expect(try blocks("16") == [["Dense(16)"]])
        #expect(try blocks("3") == [["Dense(3)"]])
        #expect(try blocks("16,16,3,3") == [["Dense(16)"], ["Dense(3)"]])
    }

    @Test("Explicit blocks stand in place of the notation, not beside it")
    func takesExplicitBlocks() throws {
        #expect(throws: SettingsError.self) {
            try blocks("5") { $0["blocks"] = try? JSONFields.line([[LayerSpec(Dense(9))]]) }
        }
        let explicit = try blocks("5") {
            $0["network"] = nil
            $0["blocks"] = try? JSONFields.line(
                [[LayerSpec(Flatten()), LayerSpec(Dense(9))], [LayerSpec(Dense(2))]])
        }
        #expect(explicit == [["Flatten()", "Dense(9)"], ["Dense(2)"]])
        let coarse = try blocks("5") {
            $0["network"] = nil
            $0["blocks"] = try? JSONFields.line(
                [[LayerSpec(Dense(9))], [LayerSpec(Quantize(4)), LayerSpec(Dense(2))]])
        }
        #expect(coarse == [["Dense(9)"], ["Quantize(4)", "Dense(2)"]])
    }

    private func message(_ network: String, _ change: (inout SettingValues) -> Void) -> String {
        do {
            return try "no error: \(blocks(network, change))"
        } catch {
            return "\(error)"
        }
    }

    @Test("What contradicts itself is refused")
    func refusesContradictions() {
        #expect(message("(5,6),(7)") { $0["block-size"] = "2" }.contains("block-size"))
        let single = message("(5,6),(7)") { $0["algorithm"] = "bp" }
        #expect(single.contains("single block") && single.contains("parentheses"), "\(single)")
        #expect(
            message("5") { $0["block-size"] = "0" }.contains(
                "block-size must be a whole number from 1 to 1000000000, or all, not 0"))
        #expect(message("5") { $0["feedback"] = "exat" }.contains("did you mean exact?"))
        #expect(message("5") { $0["objective"] = "cross" }.contains("unknown objective cross"))
        #expect(
            message("5") { $0["algorithm"] = "mono-foward" }.contains("did you mean mono-forward?"))
        #expect(
            message("5") { $0["dropout"] = "1" }.contains(
                "dropout must be a number of at least 0 and below 1"))
    }

    private func trainerMessage(_ change: (inout SettingValues) -> Void) -> String {
        do {
            return try "no error: \(toyRecipe(change).makeTrainer())"
        } catch {
            return "\(error)"
        }
    }

    @Test("Settings of the training that cannot be are refused")
    func refusesTrainerSettings() {
        #expect(trainerMessage { $0["validation"] = "1" }.contains("validation must be"))
        #expect(
            trainerMessage { $0["patience"] = "0" }.contains(
                "patience must be a whole number from 1 to 1000000000"))
        #expect(
            trainerMessage { ($0["patience"], $0["training-schedule"]) = ("1", "layerwise") }
                .contains("patience must be left out"))
        #expect(
            trainerMessage { $0["momentum"] = "0.9" }.contains(
                "momentum must be left out for adam, as it belongs to sgd"))
        #expect(trainerMessage { $0["schedule"] = "cosin" }.contains("did you mean cosine?"))
        #expect(
            trainerMessage { $0["prediction"] = "last-blok" }.contains("did you mean last-block?"))
        #expect(
            trainerMessage { $0["steps-per-block"] = "5" }.contains(
                "left out for auto, as it belongs to"))
        #expect(trainerMessage { $0["training-schedule"] = "aut" }.contains("did you mean auto?"))
        #expect(
            trainerMessage { $0["stages"] = "2" }.contains("left out for auto, as it belongs to"))
        #expect(trainerMessage { $0["augment"] = "shif:2" }.contains("did you mean shift?"))
        #expect(trainerMessage { $0["augment"] = "shift:2," }.contains("unknown augmentation"))
        #expect(trainerMessage { $0["augment"] = "shift" }.contains("such as shift:2"))
        #expect(trainerMessage { $0["optimizer"] = "adan" }.contains("did you mean adam?"))
    }

    @Test("Backpropagation and its kin are given what the local algorithms are given")
    func ratesRivalsAlike() throws {
        let recipes = try ["mf", "bp", "fa", "dfa", "ff", "intff"].map { name in
            var recipe = SettingValues()
            recipe["algorithm"] = name
            return try Recipe(recipe)
        }
        let keys = [
            "optimizer", "lr", "weight-decay", "epochs", "dropout", "batch-size", "schedule",
            "validation",
        ]
        for recipe in recipes {
            for key in keys { #expect(recipe.values[key] == recipes[0].values[key], "\(key)") }
        }
    }
}
