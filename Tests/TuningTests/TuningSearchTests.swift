import OnwardCompute
import OnwardObjectives
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRecipes
@testable import OnwardTuning

@Suite("What a search draws")
struct TuningSearchTests {
    private func text(_ error: (any Error)?) -> String { error.map { "\($0)" } ?? "" }

    private func recipe(seed: UInt64 = 1) throws -> Recipe {
        try Recipe(["seed": "\(seed)", "lr": "0.003"])
    }

    /// One with a threshold too.
    private func contrast(seed: UInt64) throws -> Recipe {
        try Recipe(["algorithm": "ff", "seed": "\(seed)"])
    }

    private func drawn(
        _ search: String, _ key: String, seed: UInt64 = 1,
        trials: ClosedRange<Int> = 2...400
    ) throws -> [TunedValue] {
        let space = try SearchSpace(search)
        return try trials.map {
            let drawn = try space.recipe(ofTrial: $0, of: contrast(seed: seed))
            return try #require(space.settings(of: drawn)[key])
        }
    }

    private func numbers(_ values: [TunedValue]) -> [Double] {
        values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    }

    @Test("The same seed draws the same trials, whatever else is searched; another one does not")
    func drawsBySeed() throws {
        let alone = try drawn("lr=1e-4..1e-2", "lr")
        #expect(try drawn("dropout=0..0.3,batch-size=64|128,lr=1e-4..1e-2", "lr") == alone)
        #expect(try drawn("lr=1e-4..1e-2", "lr", seed: 2) != alone)
        #expect(Set(alone).count > 200)
    }

    @Test("The first trial is the recipe as it stands")
    func beginsWithRecipe() throws {
        let space = try SearchSpace("lr=1e-4..1e-2,batch-size=64|256")
        #expect(
            try space.settings(of: space.recipe(ofTrial: 1, of: recipe())) == [
                "lr": .number(0.003), "batch-size": .name("auto"),
            ])
    }

    @Test("A range of learning rates is drawn by its logarithm, one of dropped shares is not")
    func drawsByScale() throws {
        let rates = numbers(try drawn("lr=1e-4..1e-2", "lr"))
        #expect(rates.allSatisfy { 1e-4...1e-2 ~= $0 })
        let low = rates.filter { $0 < 1e-3 }.count
        #expect(abs(low - rates.count / 2) < 60, "\(low) of \(rates.count) below the middle")
        let shares = numbers(try drawn("dropout=0..0.4", "dropout"))
        #expect(shares.allSatisfy { 0...0.4 ~= $0 })
        let lower = shares.filter { $0 < 0.2 }.count
        #expect(abs(lower - shares.count / 2) < 60, "\(lower) of \(shares.count) below the middle")
        let sizes = numbers(try drawn("batch-size=10..100", "batch-size"))
        #expect(sizes.allSatisfy { 10...100 ~= $0 && $0 == $0.rounded() })
    }

    @Test("All choices come up, and nothing else")
    func drawsChoices() throws {
        let values = try drawn("threshold=width|10|0.5", "threshold")
        #expect(Set(values) == [.name("width"), .number(10), .number(0.5)])
    }

    @Test("A search is written as it is read")
    func writesNotation() throws {
        let text = "lr=0.0001..0.01,weight-decay=0|0.001,threshold=width|2,batch-size=64..256"
        #expect(try SearchSpace(text).description == text)
        let turned = "batch-size=64..256,threshold=width|2,lr=1e-4..1e-2,weight-decay=0|1e-3"
        #expect(try SearchSpace(turned).description == text)
    }

    @Test(
        "A search that cannot be read says what was expected",
        arguments: [
            ("lr", "such as lr=1e-4..1e-2"), ("", "such as lr=1e-4..1e-2"),
            ("lr=1e-3,", "such as lr=1e-4..1e-2"),
            ("learning-rate=1e-3", "Known: lr, weight-decay, threshold, dropout, batch-size"),
            ("dropoot=0", "did you mean dropout"), ("lr=1e-2..1e-4", "to a larger one"),
            ("weight-decay=0..0.1", "above 0 to a larger one"), ("lr=0|0.1", "above 0"),
            ("lr=", "a range such as"), ("lr=0.1|", "a range such as"),
            ("lr=0.1..", "a range such as"), ("lr=width", "a number"),
            ("lr=0.1..fast", "a range such as"), ("dropout=0..1", "at least 0 and below 1"),
            ("batch-size=1.5|2", "a whole number"), ("batch-size=0", "a whole number"),
            ("threshold=high", "a number, or width"), ("lr=0.1,lr=0.2", "each setting once"),
        ])
    func refuses(search: String, expected: String) throws {
        let error = #expect(throws: (any Error).self) { try SearchSpace(search) }
        #expect(text(error).contains(expected), "\(search): \(text(error))")
    }

    @Test("What is searched where nothing is said depends on optimizer and objective")
    func hasDefaults() throws {
        let plain = try SearchSpace.usual(for: Recipe())
        #expect(plain.settings.map(\.key) == ["lr", "weight-decay", "dropout", "batch-size"])
        let contrast = try SearchSpace.usual(
            for: Recipe(["algorithm": "ff", "contrast-loss": "threshold"]))
        #expect(contrast.settings == TunedSetting.all)
        let steep = try SearchSpace.usual(for: Recipe(["optimizer": "sgd"]))
        #expect(
            steep.description
                == "lr=0.001..1,weight-decay=0|1e-05|0.0001|0.001,dropout=0..0.3,"
                + "batch-size=64|128|256")
        #expect(throws: SettingsError.self) { try contrast.check(for: Recipe()) }
    }

    @Test("Halving spends the budget in equal shares and never more")
    func spendsBudget() throws {
        let usual = try HalvingPlan(trials: 16, budget: 128)
        #expect(usual.rungs.map(\.trials) == [16, 8, 4, 2])
        #expect(usual.rungs.map(\.epochs) == [2, 4, 8, 16])
        #expect(try HalvingPlan(trials: 1, budget: 7).rungs.map(\.epochs) == [7])
        #expect(try HalvingPlan(trials: 5, budget: 20).rungs.map(\.trials) == [5, 3, 2])
        for trials in 1...20 {
            for budget in trials * 5...trials * 12 {
                let plan = try HalvingPlan(trials: trials, budget: budget)
                #expect(plan.epochs <= budget && plan.epochs > budget - 2)
                #expect(plan.rungs.map(\.epochs) == plan.rungs.map(\.epochs).sorted())
            }
        }
        let error = #expect(throws: SettingsError.self) { try HalvingPlan(trials: 16, budget: 63) }
        #expect(text(error).contains("at least 64 epochs"))
        #expect(throws: SettingsError.self) { try HalvingPlan(trials: 0, budget: 63) }
    }
}
