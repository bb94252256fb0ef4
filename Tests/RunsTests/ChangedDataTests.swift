import Foundation
import OnwardData
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("A run whose data changes")
struct ChangedDataTests {
    /// Begins a run of 2 epochs on toy data in `data`, and ends it.
    private func train(in folder: URL, data: String = "data") throws -> TrainingRun {
        let place = folder.appending(path: data)
        try writeToyData(to: place)
        let recipe = try toyRecipe { ($0["data"], $0["epochs"]) = (place.path, "2") }
        let run = try TrainingRun(recipe, dataset: recipe.loadDataset()) {
            try RunFolder(creating: folder.appending(path: "run"))
        }
        _ = try run.run()
        return run
    }

    private func resume(_ run: TrainingRun, accepting: Bool = false) throws -> TrainingRun {
        try TrainingRun(
            resuming: RunFolder(existing: run.folder.url), epochs: 3, acceptsChangedData: accepting)
    }

    @Test("More samples are an error that counts them, unless they are accepted")
    func grows() throws {
        try inFolder { folder in
            let run = try train(in: folder)
            try FileManager.default.removeItem(at: folder.appending(path: "data"))
            try writeToyData(to: folder.appending(path: "data"), train: 66)
            let error = #expect(throws: FileError.self) { _ = try resume(run) }
            #expect(error?.got == "6 samples that were not there")
            #expect(error?.remedy?.contains("`accept-changed-data`") == true)
            let resumed = try resume(run, accepting: true)
            #expect(resumed.changedData?.contains("6 samples that were not there") == true)
            #expect(resumed.dataset.train.count + (resumed.dataset.validation?.count ?? 0) == 66)
            _ = try resumed.run()
            // From then on they belong to the run.
            #expect(try resume(run).changedData == nil)
        }
    }

    @Test("A model says what its data is called and no more; a run finds it again")
    func paths() throws {
        try inFolder { folder in
            let run = try train(in: folder.appending(path: "here"))
            let model = try ModelFile(reading: run.folder.model)
            let recipe = try #require(try model.recipe)
            #expect(recipe.data.name == "data")
            #expect(
                try !String(contentsOf: run.folder.model, encoding: .isoLatin1).contains("here"))
            #expect(model.samples?.count == 90)
            let there = folder.appending(path: "there")
            try FileManager.default.moveItem(at: folder.appending(path: "here"), to: there)
            let moved = there.appending(path: "run")
            #expect(
                recipe.placed(by: moved).data.name == there.appending(path: "data").path)
            #expect(
                recipe.placed(by: moved.appending(path: "model.safetensors")).data.name
                    == there.appending(path: "data").path)
            #expect(
                try TrainingRun(resuming: RunFolder(existing: moved), epochs: 3).changedData == nil)
        }
    }

    @Test("The list of samples outlives edits and files; a damaged one is refused")
    func list() throws {
        try inFolder { folder in
            let run = try train(in: folder)
            let model = try ModelFile(reading: run.folder.model)
            let samples = try #require(model.samples)
            let edited = try model.edited("nothing", .settings)
            #expect(edited.samples == samples)
            #expect(try Checkpoint(reading: run.folder.checkpoint).samples == samples)
            #expect(SampleRegister(text: samples.text) == samples)
            #expect(SampleRegister(text: "AAAA") == nil)
        }
    }
}
