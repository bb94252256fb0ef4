import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("A recipe can corrupt what it trains on")
struct CorruptRecipeTests {
    @Test("Shares are read in any order, and quarters for the paper's")
    func reads() throws {
        #expect(try Corruption(notation: "quarters") == .quarters)
        #expect(try Corruption(notation: Corruption.quarters.description) == .quarters)
        let some = try Corruption(notation: "pure=0.25,clean=0.75", deviation: 0.5)
        #expect(some.clean == 0.75 && some.noise == 0 && some.blank == 0 && some.pure == 0.25)
        #expect(some.deviation == 0.5)
    }

    @Test(
        "What cannot be read is refused with what to do",
        arguments: [
            ("nois=0.5,clean=0.5", "did you mean noise?"), ("quarter", "did you mean quarters?"),
            ("clean=0.5,noise", "not \"noise\""), ("clean=half,noise=0.5", "not \"clean=half\""),
            ("clean=0.5,clean=0.5", "names clean twice"), ("clean=0.5", "must be 1, not 0.5"),
            ("clean=1,", "unknown kind of corruption"), ("", "unknown kind of corruption"),
        ])
    func refuses(text: String, says: String) {
        let error = #expect(throws: (any Error).self) { try Corruption(notation: text) }
        #expect(error.map { "\($0)".contains(says) } == true, "\(String(describing: error))")
    }

    @Test("A resolved recipe says the shares in full")
    func resolves() throws {
        let resolved = try Recipe(["data": "tiny", "corrupt": "quarters"])
        #expect(resolved.samples.corruption == "clean=0.25,noise=0.25,blank=0.25,pure=0.25")
        #expect(try resolved.yaml.contains("corrupt: clean=0.25,noise=0.25"))
        #expect(throws: SettingsError.self) {
            try Recipe(["corrupt": "clean=2"])
        }
    }

    @Test("Training samples are corrupted before some are held out; test samples stay clean")
    func trains() throws {
        try inFolder { folder in
            let recipe = try toyRecipe { ($0["corrupt"], $0["validation"]) = ("quarters", "0.2") }
            let data = toyDataset()
            let run = try TrainingRun(recipe, dataset: data) {
                try RunFolder(creating: folder.appending(path: "run"))
            }
            // 80 samples, of which about a fifth is held out, class by class.
            #expect(abs(run.trainingSamples - 64) <= 2)
            #expect(run.dataset.test.count == 30)
            #expect(try run.run() != nil)
            #expect(try recipe.trainingSamples(of: data).count == 80)
            #expect(try toyRecipe().trainingSamples(of: data).count == 60)
        }
    }
}
