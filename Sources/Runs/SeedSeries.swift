import Foundation
import OnwardData
import OnwardModels
import OnwardRecipes
import OnwardSafetensors
import OnwardSettings

/// Runs of one recipe that differ by the seed alone, in folders `seed-1`, `seed-2`, … of one folder, whose
/// `seeds.json` says which there are to be.
///
/// It can be taken up as a whole: a run that has ended stays, one that was stopped goes on from its
/// checkpoint, and one without a checkpoint begins.
package final class SeedSeries {
    package let url: URL
    package let seeds: [UInt64]
    /// As it was given, with the first seed.
    private let recipe: Recipe
    private let lock: RunLock

    private static let name = "seeds.json"

    private struct Plan: Codable {
        let seeds: [UInt64]
        let recipe: Recipe
    }

    package static func isSeries(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: name).path)
    }

    /// A new series, in a folder of its own.
    ///
    /// - Parameters:
    ///   - recipe: with the first seed; the others follow it.
    ///   - folder: makes the folder; asked once the first run has been found to be in order.
    /// - Returns: it, and its first run.
    package static func begin(
        _ recipe: Recipe, seeds count: Int, dataset: Dataset, folder: () throws -> RunFolder
    ) throws -> (series: SeedSeries, first: TrainingRun) {
        let first = recipe.run.seed
        try SettingsError.require(count >= 1, "seeds", "at least 1", got: count)
        try SettingsError.require(
            UInt64(count - 1) <= UInt64.max - first, "seeds",
            "so many that the last seed is a number", got: count)
        let seeds = (0..<UInt64(count)).map { first + $0 }
        var series: SeedSeries?
        let run = try TrainingRun(recipe, dataset: dataset) {
            let made = try SeedSeries(
                at: try folder().url, Plan(seeds: seeds, recipe: recipe))
            try made.write()
            series = made
            return try RunFolder(creating: made.folder(of: first))
        }
        guard let series else { preconditionFailure("a run without a folder") }
        return (series, run)
    }

    /// One that was begun before.
    package convenience init(resuming url: URL) throws {
        let file = url.appending(path: SeedSeries.name)
        let plan: Plan
        do {
            plan = try JSONFields.decode(
                Plan.self, from: String(contentsOf: file, encoding: .utf8))
        } catch {
            throw FileError(
                .damaged, at: file, expected: "the seeds and the recipe of a series of runs",
                got: "something else", remedy: "begin a new series")
        }
        guard !plan.seeds.isEmpty, Set(plan.seeds).count == plan.seeds.count else {
            throw FileError(
                .damaged, at: file, expected: "seeds, each once", got: "others",
                remedy: "begin a new series")
        }
        try self.init(at: url, plan)
    }

    private init(at url: URL, _ plan: Plan) throws {
        self.url = url
        (seeds, recipe) = (plan.seeds, plan.recipe)
        lock = try RunLock(url)
    }

    private func write() throws {
        try AtomicFile.write(
            Data(try JSONFields.page(Plan(seeds: seeds, recipe: recipe)).utf8),
            to: url.appending(path: SeedSeries.name))
        try DataPlace(of: recipe, for: url).write(to: url)
    }

    package func folder(of seed: UInt64) -> URL { url.appending(path: "seed-\(seed)") }

    /// Whether a seed's run is done.
    package func hasEnded(_ seed: UInt64) -> Bool {
        FileManager.default.fileExists(atPath: RunFolder(at: folder(of: seed)).summary.path)
    }

    /// A seed's run, from where it stands.
    package func run(for seed: UInt64, acceptsChangedData: Bool = false) throws -> TrainingRun {
        let (manager, place) = (FileManager.default, folder(of: seed))
        if manager.fileExists(atPath: RunFolder(at: place).checkpoint.path) {
            return try TrainingRun(
                resuming: RunFolder(existing: place), acceptsChangedData: acceptsChangedData)
        }
        // It was stopped before its first epoch ended: nothing of it can be gone on from.
        if manager.fileExists(atPath: place.path), !RunLock.isHeld(place) {
            try manager.removeItem(at: place)
        }
        let recipe = try recipe(for: seed)
        return try TrainingRun(recipe, dataset: recipe.loadDataset()) {
            try RunFolder(creating: place)
        }
    }

    /// What was left open and had to be settled is as the first run settled it.
    private func recipe(for seed: UInt64) throws -> Recipe {
        let first = RunFolder(at: folder(of: seeds[0])).recipe
        let isSettled = seed != seeds[0] && FileManager.default.fileExists(atPath: first.path)
        let given = isSettled ? try Recipe(file: first) : recipe
        return try given.placed(by: url).with(["seed": "\(seed)"])
    }
}
