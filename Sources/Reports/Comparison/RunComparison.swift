import Foundation
import OnwardExperiments
import OnwardRuns
import OnwardSettings

/// Runs beside one another: what differs between their recipes, and what came of it.
///
/// They are ranked by validation accuracy, so that the test samples choose nothing.
package struct RunComparison: Sendable {
    /// How the best group differs from another on the seeds that both have: best − other.
    package struct Difference: Sendable {
        package let group: RunGroup
        package let validation: Statistic
        package let test: Statistic?
    }

    package let runs: [ComparedRun]
    /// Settings that differ, in the order of recipes.
    package let settings: [String]
    /// Of runs that ended, the best first.
    package let groups: [RunGroup]
    /// Runs that are under way, stopped or broken.
    package let others: [ComparedRun]
    package let differences: [Difference]
    /// What keeps runs from being compared, in sentences.
    package let notes: [String]

    /// - Parameter urls: run folders.
    package init(_ urls: [URL]) throws(FileError) { self.init(try ComparedRun.all(urls)) }

    init(_ runs: [ComparedRun]) {
        self.runs = runs
        settings = ComparedRun.differences(among: runs)
        let ended = runs.filter { $0.record.state == .ended }
        others = runs.filter { $0.record.state != .ended }
        let (groups, repeated) = RunComparison.grouped(ended)
        let isOneData = Set(ended.map { $0.settings["data"] }).count <= 1
        self.groups = isOneData ? RunComparison.ranked(groups) : groups
        differences = isOneData ? RunComparison.differences(self.groups) : []
        notes = RunComparison.notes(on: ended, repeated: repeated, isOneData: isOneData)
    }

    /// By kind, in the order in which they first come; of runs of one seed the first counts.
    private static func grouped(
        _ runs: [ComparedRun]
    ) -> (groups: [RunGroup], repeated: [ComparedRun]) {
        var kinds: [[String: String]] = []
        var members: [[ComparedRun]] = []
        var repeated: [ComparedRun] = []
        for run in runs {
            guard let place = kinds.firstIndex(of: run.kind) else {
                kinds.append(run.kind)
                members.append([run])
                continue
            }
            if members[place].contains(where: { $0.seed == run.seed }) {
                repeated.append(run)
            } else {
                members[place].append(run)
            }
        }
        return (
            members.map { RunGroup(runs: $0.sorted { ($0.seed ?? 0) < ($1.seed ?? 0) }) }, repeated
        )
    }

    /// Equal ones have the same rank; those without a validation accuracy come last and have none.
    private static func ranked(_ groups: [RunGroup]) -> [RunGroup] {
        func accuracy(_ group: RunGroup) -> Double { group.validation?.mean ?? -1 }
        var sorted = groups.enumerated().sorted {
            (accuracy($0.element), $1.offset) > (accuracy($1.element), $0.offset)
        }.map(\.element)
        for place in sorted.indices where sorted[place].validation != nil {
            sorted[place].rank = sorted.firstIndex { accuracy($0) == accuracy(sorted[place]) }
                .map { $0 + 1 }
        }
        return sorted
    }

    private static func differences(_ groups: [RunGroup]) -> [Difference] {
        guard let best = groups.first, best.rank != nil else { return [] }
        return groups.dropFirst().compactMap { group in
            RunGroup.difference(best, group) { $0.validationAccuracy }.map { validation in
                Difference(
                    group: group, validation: validation,
                    test: RunGroup.difference(best, group) { $0.summary?.testAccuracy })
            }
        }
    }

    private static func notes(
        on runs: [ComparedRun], repeated: [ComparedRun], isOneData: Bool
    ) -> [String] {
        func differ(_ value: (ComparedRun) -> String?) -> [String] {
            Set(runs.compactMap(value)).sorted()
        }
        var notes: [String] = []
        if !isOneData {
            let names = differ { $0.shown("data") }.joined(separator: ", ")
            notes.append(
                "These runs are of other data (\(names)): their accuracies do not compare, so none is "
                    + "ranked.")
        }
        let shares = differ { $0.settings["validation"] }
        if shares.count > 1 {
            notes.append(
                "They were validated on other shares of the data (\(shares.joined(separator: ", ")))."
            )
        }
        let machines = differ { $0.record.summary?.machine }
        if machines.count > 1 {
            notes.append(
                "They ran on \(machines.count) machines or with other libraries: time and memory do "
                    + "not compare.")
        }
        for run in repeated {
            notes.append("\(run.name) repeats a seed, and is left out of its group's mean.")
        }
        return notes
    }
}
