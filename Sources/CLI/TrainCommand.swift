import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardModels
import OnwardPictures
import OnwardRecipes
import OnwardReports
import OnwardRuns
import OnwardSettings
import OnwardTerminal

/// `onward train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a network and write a run folder.",
        discussion: """
            The run folder holds the resolved recipe, one line of metrics per epoch, the model, a \
            checkpoint, a summary and report.html, a page to look at. Ctrl-C finishes the batch, writes the checkpoint and ends \
            with status 130; --resume goes on from there.
            """)

    @OptionGroup var training: TrainingOptions

    @Option(
        help: """
            Train so many times, with seeds from --seed on, and show what the runs come to \
            together; --resume of their folder goes on with all.
            """)
    var seeds: Int?
    @Flag(help: "Print how much memory the training will take, and end.")
    var plan = false
    @Flag(help: "Show the run on a page while it trains; needs onward-server.")
    var watch = false

    func validate() throws {
        if let seeds, !(1...1000).contains(seeds) {
            throw ValidationError("--seeds must be from 1 to 1000, not \(seeds)")
        }
        guard training.resume != nil else { return }
        if plan { throw ValidationError("--plan is for a new run; leave out --resume") }
        if seeds != nil { throw TrainingOptions.resumedError([]) }
    }

    func run() throws {
        try TrainCommand.refuseOneOfMany()
        if plan { return try printPlan() }
        Interruption.watch()
        if let (series, first) = try makeSeries() {
            return try watched(series.url) { try train(series, first: first) }
        }
        let run = try training.makeRun()
        try watched(run.folder.url) { try train(run) }
    }

    /// Throws where several were started together: each would train all of the network, by itself.
    private static func refuseOneOfMany() throws {
        let count = ProcessInfo.processInfo.environment["OMPI_COMM_WORLD_SIZE"].flatMap { Int($0) }
        if let count, count > 1 {
            throw ValidationError(
                "mpirun has started onward train \(count) times, and each would train by itself; "
                    + "onward-mpi train shares the work out among them")
        }
    }

    /// - Parameter folder: a run's, or one with several in it, that a page shows meanwhile where asked for.
    private func watched(_ folder: URL, _ work: () throws -> Void) throws {
        let page = watch ? try RunPage(folder) : nil
        defer { page?.end() }
        try work()
    }

    /// - Parameters:
    ///   - isFirst: whether it is the first of its command.
    ///   - folder: what goes on where it is stopped; nil for the run's own.
    func train(_ run: TrainingRun, isFirst: Bool = true, resumedBy folder: URL? = nil) throws {
        try training.train(
            run, by: (Self.self, "onward train"), isFirst: isFirst, resumedBy: folder)
    }

    private func printPlan() throws {
        let (recipe, dataset) = try training.prepare()
        let plan = try TrainingRun.plan(recipe, dataset: dataset)
        for note in try recipe.networkNotes(for: dataset) { Log.warning(note) }
        print(training.json ? try JSONFields.line(PlannedMemory(plan)) : PlannedMemory(plan).table)
    }
}
