import Foundation
import OnwardModels
import OnwardRecipes
import OnwardSafetensors
import OnwardSettings

/// What is known of an experiment: the file `<name>.json`, from which the report is written and
/// from which it goes on.
package struct ExperimentResults: Codable, Sendable {
    package let experiment: String
    /// Whether this is a rehearsal, whose numbers mean nothing.
    package let isQuick: Bool
    /// By job: what its finished cells were run with.
    package var settings: [String: String]
    package var cells: [FinishedCell]
    /// By job: why it has no cells, where it could not run.
    package var obstacles: [String: String]

    enum CodingKeys: String, CodingKey {
        case experiment
        case isQuick = "quick"
        case settings, cells, obstacles
    }

    init(of experiment: String, isQuick: Bool) {
        self.experiment = experiment
        self.isQuick = isQuick
        (settings, cells, obstacles) = ([:], [], [:])
    }

    init(reading url: URL) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
        } catch {
            throw FileError(
                .damaged, at: url, expected: "the results of an experiment",
                got: "something that does not read as such (\(error))", remedy: "move it away")
        }
    }

    func save(to url: URL) throws {
        try AtomicFile.write(Data(try JSONFields.page(self).utf8), to: url)
    }

    /// Forgets cells of jobs that are no longer what they were.
    ///
    /// - Returns: the names of these jobs.
    mutating func keepCells(of jobs: [Job]) throws -> [String] {
        var changed: [String] = []
        for (job, earlier) in settings {
            let now = try jobs.first { $0.name == job }?.work.settings
            if now.map({ SettingValues.mean($0, earlier) }) != true { changed.append(job) }
        }
        cells.removeAll { changed.contains($0.job) }
        for job in changed { settings[job] = nil }
        obstacles = [:]
        return changed.sorted()
    }

    package func outcomes(of job: String) -> [Outcome] {
        cells.filter { $0.job == job }.sorted { $0.seed < $1.seed }.map(\.outcome)
    }

    package func statistic(_ measure: Measure, of job: String) -> Statistic? {
        Statistic(outcomes(of: job).compactMap { $0.values[measure.key] })
    }
}
