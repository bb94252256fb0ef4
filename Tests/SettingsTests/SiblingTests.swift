import OnwardLearning
import OnwardOptimizers
import OnwardRecipes
import OnwardSettings
import Testing

@Suite("Siblings forget one another's settings")
struct SiblingTests {
    private let sheet = RecipeSheet()

    private func recipe(_ file: SettingValues, _ flags: SettingValues) throws -> Recipe {
        try Recipe(sheet.overriding(file, by: flags))
    }

    @Test("Another optimizer has its own learning rate, unless one is given with it")
    func optimizers() throws {
        let file: SettingValues = ["optimizer": "sgd", "lr": "0.3", "momentum": "0.9"]
        #expect(try recipe(file, ["epochs": "3"]).trainer.optimizer.learningRate == 0.3)
        #expect(try recipe(file, ["optimizer": "sgd"]).trainer.optimizer.learningRate == 0.3)
        let adam = try recipe(file, ["optimizer": "adam"])
        #expect(adam.trainer.optimizer.learningRate == 1e-3 && adam.values["momentum"] == nil)
        let both = try recipe(file, ["optimizer": "adam", "lr": "0.01"])
        #expect(both.trainer.optimizer.learningRate == 0.01)
    }

    @Test("Another schedule and another objective too")
    func schedulesAndObjectives() throws {
        let turns: SettingValues = [
            "training-schedule": "layerwise", "steps-per-block": "50", "rounds": "100",
        ]
        let now = try recipe(turns, ["training-schedule": "simultaneous"])
        #expect(now.trainer.schedule is Simultaneous && now.values["rounds"] == nil)
        let contrast: SettingValues = ["objective": "goodness-contrast", "threshold": "3"]
        #expect(try recipe(contrast, ["objective": "cross-entropy"]).values["threshold"] == nil)
    }

    @Test("A saved recipe becomes another algorithm's by naming it")
    func algorithms() throws {
        let saved = try Recipe(["algorithm": "dfa", "bias": "true"]).values
        let contrast = try recipe(saved, ["algorithm": "ff"]).values
        #expect(contrast["objective"] == "goodness-contrast" && contrast["feedback"] == "exact")
        #expect(contrast["normalization"] == "rms" && contrast["block-size"] == "1")
        let same = try recipe(saved, ["algorithm": "direct-feedback-alignment"])
        #expect(same.values == saved)
    }

    @Test("What one source gives for a sibling of its own choice is an error")
    func contradictions() {
        for (values, stray) in [
            (["momentum": "0.9"], "momentum"),
            (["optimizer": "adamw", "nesterov": "true"], "nesterov"),
            (["threshold": "3"], "threshold"),
            (["training-schedule": "simultaneous", "stages": "2"], "stages"),
        ] as [(SettingValues, String)] {
            let error = #expect(throws: SettingsError.self) { try Recipe(values) }
            #expect(error?.setting == stray && error?.expected.contains("belongs to") == true)
        }
    }

    @Test("A sibling's default says nothing and does no harm")
    func defaults() throws {
        let recipe = try Recipe(["nesterov": "false", "momentum": "0", "skip-bad": "false"])
        #expect(recipe.values["nesterov"] == nil && recipe.dataRequest.settings.isEmpty)
    }
}
