import Foundation
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// A run among others: what it is called there, and its settings as texts.
package struct ComparedRun: Sendable {
    package let name: String
    package let record: RunRecord
    /// All settings; none where the recipe cannot be read.
    package let settings: [String: String]
    /// Those that runs are the same by: all but the seed, and where things lie.
    let kind: [String: String]

    private static let places = ["data-dir", "offload"]

    init(_ record: RunRecord, name: String) {
        self.record = record
        self.name = name
        let placed = record.recipe?.placed(by: record.folder.url)
        var settings: [String: String] = [:]
        for key in placed?.values.keys ?? [] { settings[key] = placed?.values[key] }
        if let placed, !placed.namesKnownData {
            settings["data"] = URL(fileURLWithPath: placed.data.name).standardizedFileURL.path
        }
        self.settings = settings
        kind = settings.filter { $0.key != "seed" && !ComparedRun.places.contains($0.key) }
    }

    package var seed: UInt64? { record.recipe?.run.seed }

    /// Several runs, under names that tell them apart.
    package static func all(_ urls: [URL]) throws(FileError) -> [ComparedRun] {
        var runs: [ComparedRun] = []
        for (url, name) in zip(urls, RunFinder.names(of: urls)) {
            runs.append(ComparedRun(try RunRecord(reading: url), name: name))
        }
        return runs
    }

    /// A setting as it is shown: of a path the end, nothing for what the run has not.
    package func shown(_ key: String) -> String? {
        guard let text = settings[key] else { return nil }
        return text.hasPrefix("/") ? URL(fileURLWithPath: text).lastPathComponent : text
    }

    /// Settings that not all of some runs have alike, in the order in which recipes hold them. What some
    /// have not, because it belongs to a choice that they did not make, is told by that choice.
    static func differences(among runs: [ComparedRun]) -> [String] {
        let known = runs.filter { !$0.kind.isEmpty }
        return RecipeSheet().entries.filter { entry in
            let values = known.map { $0.kind[entry.declaration.key] }
            let given = entry.owners.isEmpty ? values : values.filter { $0 != nil }
            return Set(given).count > 1
        }.map(\.declaration.key)
    }
}
