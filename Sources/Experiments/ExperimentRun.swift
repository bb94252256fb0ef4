import Foundation
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardRuns
import OnwardSafetensors
import OnwardSettings

/// An experiment under way: its cells one after the other, and the files with what they found.
///
/// Results are written after each cell, so an experiment that is stopped or killed goes on from the
/// cells that are finished, and within one from its last checkpoint.
package final class ExperimentRun {
    package let experiment: Experiment
    package let seeds: Int
    package private(set) var results: ExperimentResults
    /// Jobs whose earlier cells were run otherwise than now, and are run again.
    package let changedJobs: [String]
    private let options: Options
    private let shelf = DataShelf()

    package struct Options: Sendable {
        /// Of every job; nil for the budget's.
        package var seeds: Int?
        package var isQuick = false
        /// Whether to go on from earlier results, rather than to refuse where there are some.
        package var resumes = false
        /// Where the report goes.
        package var output: URL
        /// Where unfinished cells keep their checkpoints.
        package var scratch: URL
        package var dataDir: String?
        /// Cores to use; nil for all.
        package var threads: Int?

        package init(output: URL, scratch: URL) {
            self.output = output
            self.scratch = scratch
        }
    }

    /// Where an experiment stands.
    package struct Progress: Sendable {
        package let job: String
        package let seed: UInt64
        /// Cells that are finished, and all.
        package let finished: Int
        package let cells: Int
        /// Of the cell under way, in 0…1.
        package let share: Double
        /// Estimated by the cells that are finished, or by the budget before the first.
        package let secondsLeft: Double
    }

    package init(_ experiment: Experiment, _ options: Options) throws {
        self.experiment = experiment
        self.options = options
        try SettingsError.require(
            options.seeds ?? 1 >= 1, "seeds", "at least 1", got: options.seeds ?? 1)
        seeds = options.seeds ?? (options.isQuick ? 1 : experiment.budget.seeds)
        var results = ExperimentResults(of: experiment.name, isQuick: options.isQuick)
        var changed: [String] = []
        let file = options.output.appending(path: experiment.name + ".json")
        if !options.isQuick, FileManager.default.fileExists(atPath: file.path) {
            guard options.resumes else {
                throw FileError(
                    .occupied, at: file, expected: "no results yet", got: "some",
                    remedy: "go on from them, or choose another folder")
            }
            results = try ExperimentResults(reading: file)
            guard results.experiment == experiment.name, !results.isQuick else {
                throw FileError(
                    .foreign, at: file, expected: "results of \(experiment.name)",
                    got: "those of \(results.isQuick ? "a rehearsal" : results.experiment)",
                    remedy: "move it away")
            }
            changed = try results.keepCells(of: experiment.jobs)
        }
        self.results = results
        changedJobs = changed
    }

    /// Names of data sets that a rehearsal did not find, and for which it drew digits.
    package var substitutes: [String] { shelf.substitutes.sorted() }
    /// The folder that results are written to, and where their report belongs.
    package var output: URL { options.output }

    /// Runs what is not finished yet.
    ///
    /// - Returns: false where it was told to stop.
    package func run(
        goesOn: @escaping () -> Bool = { true }, show: @escaping (Progress) -> Void = { _ in },
        onCell: (FinishedCell) -> Void = { _ in }, onObstacle: (String, any Error) -> Void
    ) throws -> Bool {
        try FileManager.default.createDirectory(
            at: options.output, withIntermediateDirectories: true)
        let place = options.scratch.appending(path: experiment.name)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let lock = try RunLock(place)
        defer { withExtendedLifetime(lock) {} }
        for (job, seed) in openCells {
            guard goesOn() else { break }
            guard results.obstacles[job.name] == nil else { continue }
            do {
                guard let cell = try finish(job, seed, goesOn, show) else { break }
                onCell(cell)
            } catch let error as FileError {
                results.obstacles[job.name] = "its data could not be read"
                onObstacle(job.name, error)
            } catch let error as TrainingError {
                results.obstacles[job.name] = "its training failed with seed \(seed)"
                onObstacle(job.name, error)
            }
        }
        return openCells.allSatisfy { results.obstacles[$0.job.name] != nil }
    }

    /// Seed by seed, so that an experiment that is cut short has something of every job.
    private var openCells: [(job: Job, seed: UInt64)] {
        (1...UInt64(seeds)).flatMap { seed in
            experiment.jobs.filter { job in
                seed <= options.seeds.map { UInt64($0) } ?? UInt64(job.seeds ?? seeds)
                    && !results.cells.contains { $0.job == job.name && $0.seed == seed }
            }.map { ($0, seed) }
        }
    }

    private func finish(
        _ job: Job, _ seed: UInt64, _ goesOn: @escaping () -> Bool,
        _ show: @escaping (Progress) -> Void
    ) throws -> FinishedCell? {
        let folder = options.scratch.appending(path: "\(experiment.name)/\(job.name)-seed-\(seed)")
        try keepCheckpoint(in: folder, of: job)
        let (left, finished) = (openCells, results.cells.count)
        let cell = Cell(
            seed: seed, folder: folder.appending(path: "run"), isQuick: options.isQuick,
            threads: options.threads,
            dataDir: options.dataDir, shelf: shelf, goesOn: goesOn
        ) { [self] share in
            show(
                Progress(
                    job: job.name, seed: seed, finished: finished, cells: finished + left.count,
                    share: share, secondsLeft: secondsLeft(in: left.map(\.job), share)))
        }
        guard let outcome = try job.work.run(cell) else { return nil }
        let result = FinishedCell(
            job.name, seed: seed, outcome, threads: options.threads ?? Engine.availableThreads)
        results.settings[job.name] = try job.work.settings
        results.cells.append(result)
        try results.save(to: options.output.appending(path: experiment.name + ".json"))
        try? FileManager.default.removeItem(at: folder)
        return result
    }

    /// What a stopped cell left is worth something only to a cell that does the same.
    private func keepCheckpoint(in folder: URL, of job: Job) throws {
        let (file, settings) = (folder.appending(path: "settings"), try job.work.settings)
        let earlier = try? String(contentsOf: file, encoding: .utf8)
        if options.resumes && !options.isQuick && earlier == settings { return }
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try AtomicFile.write(Data(settings.utf8), to: file)
    }

    /// A job that has run before takes as long as it took; another as long as the mean of them.
    private func secondsLeft(in jobs: [Job], _ share: Double) -> Double {
        let usual =
            Statistic(results.cells.map(\.outcome.seconds))?.mean
            ?? experiment.budget.hours * 3600 / Double(max(jobs.count, 1))
        let seconds = jobs.map { job in
            Statistic(results.outcomes(of: job.name).map(\.seconds))?.mean ?? usual
        }
        return seconds.reduce(0, +) - share * (seconds.first ?? 0)
    }
}
