import Foundation
import OnwardDrawing
import OnwardRuns
import OnwardSettings

/// Runs one below the other, each with what makes it different from most of the others.
package struct RunList: Encodable, Sendable {
    package struct Entry: Encodable, Sendable {
        package let run: String
        package let state: RunRecord.State
        package let data: String?
        package let algorithm: String?
        /// That have ended, and how many there are to be.
        package let epochs: Int
        package let plannedEpochs: Int?
        package let validationAccuracy: Double?
        package let testAccuracy: Double?
        /// Settings that most runs of the same data have otherwise.
        package let differs: [String: String]
        package let notes: [String]

        enum CodingKeys: String, CodingKey {
            case run, state, data, algorithm, epochs
            case plannedEpochs = "planned_epochs"
            case validationAccuracy = "validation_accuracy"
            case testAccuracy = "test_accuracy"
            case differs, notes
        }
    }

    package let runs: [Entry]

    /// - Parameter urls: run folders.
    package init(_ urls: [URL]) throws(FileError) { self.init(try ComparedRun.all(urls)) }

    init(_ all: [ComparedRun]) {
        runs = all.map { run in
            let alike = all.filter { $0.settings["data"] == run.settings["data"] }
            let record = run.record
            return Entry(
                run: run.name, state: record.state, data: run.shown("data"),
                algorithm: record.recipe?.algorithm.name, epochs: record.epochs.last?.epoch ?? 0,
                plannedEpochs: run.settings["epochs"].flatMap { Int($0) },
                validationAccuracy: record.validationAccuracy,
                testAccuracy: record.summary?.testAccuracy,
                differs: RunList.differences(of: run, from: alike), notes: record.notes)
        }
    }

    /// The settings that are not what most have.
    private static func differences(
        of run: ComparedRun, from others: [ComparedRun]
    ) -> [String: String] {
        let keys =
            ComparedRun.differences(among: others)
            .filter { !["data", "algorithm"].contains($0) } + ["seed"]
        var differences: [String: String] = [:]
        for key in keys {
            guard let own = run.shown(key) else { continue }
            let counts = Dictionary(grouping: others.compactMap { $0.shown(key) }) { $0 }
                .mapValues(\.count)
            let most = counts.values.max() ?? 0
            // Where as many have one value as another, all are worth naming.
            let isUsual = counts[own] == most && counts.values.count { $0 == most } == 1
            if !isUsual { differences[key] = own }
        }
        return differences
    }

    package static let headings = [
        "run", "state", "data", "algorithm", "epochs", "validation", "test",
        "what makes it different",
    ]

    package var rows: [[String]] {
        runs.map { entry in
            let differs = entry.differs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            let planned = entry.plannedEpochs.map { " of \($0)" } ?? ""
            return [
                entry.run, entry.state.rawValue, entry.data ?? "–", entry.algorithm ?? "–",
                "\(entry.epochs)\(entry.state == .ended ? "" : planned)",
                Decimals.fixed(entry.validationAccuracy, places: 4),
                Decimals.fixed(entry.testAccuracy, places: 4),
                (differs + entry.notes).joined(separator: ", "),
            ]
        }
    }

    /// The same with commas, in full.
    package var csv: String {
        let header = RunList.headings.dropLast() + ["differs"]
        let lines = runs.map { entry in
            [
                entry.run, entry.state.rawValue, entry.data ?? "", entry.algorithm ?? "",
                "\(entry.epochs)", entry.validationAccuracy?.description ?? "",
                entry.testAccuracy?.description ?? "",
                entry.differs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: " "),
            ]
        }
        return ([Array(header)] + lines).map { CommaSeparated.line($0) + "\n" }.joined()
    }
}
