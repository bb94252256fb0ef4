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

    @OptionGroup var options: RecipeOptions

    @Option(help: "The run folder, empty or new. Default: runs/<data>-<algorithm>-<number>.")
    var output: String?
    @Option(
        help: """
            Go on with the run in this folder; beside it only --epochs, --patience, --precision and \
            --threads.
            """)
    var resume: String?
    @Option(
        help: """
            Train so many times, with seeds from --seed on, and show what the runs come to \
            together; --resume of their folder goes on with all.
            """)
    var seeds: Int?
    @OptionGroup var changes: ChangedDataOptions
    @OptionGroup var report: ReportOptions
    @Option(help: "Show every so many epochs.")
    var logEvery = 1
    @Flag(help: "Print how much memory the training will take, and end.")
    var plan = false
    @Flag(help: "Show the run on a page while it trains; needs onward-server.")
    var watch = false
    @Flag(
        help: """
            Write event files for TensorBoard into the run folder. A resumed run that has some goes \
            on with them.
            """)
    var tensorboard = false
    @Flag(help: "Show nothing but errors.")
    var quiet = false
    @Flag(help: "Print one JSON object per line: the run, each epoch, the summary.")
    var json = false

    func validate() throws {
        if logEvery < 1 { throw ValidationError("--log-every must be at least 1, not \(logEvery)") }
        if let seeds, !(1...1000).contains(seeds) {
            throw ValidationError("--seeds must be from 1 to 1000, not \(seeds)")
        }
        guard resume != nil else { return try changes.refuse(without: "--resume") }
        if plan { throw ValidationError("--plan is for a new run; leave out --resume") }
        let others = options.given.keys.filter { !Self.resumable.contains($0) && $0 != "epochs" }
            .map { "--" + $0 }
        if !others.isEmpty || options.recipe != nil || output != nil || seeds != nil {
            throw ValidationError(
                "a resumed run keeps its recipe and folder: beside --resume only --epochs and "
                    + "--patience can be given, to train for longer, --precision and --threads"
                    + (others.isEmpty ? "" : " (got \(others.joined(separator: ", ")))"))
        }
    }

    /// What a resumed run may have otherwise than its recipe, beside its epochs.
    private static let resumable = ["patience", "precision", "threads"]

    func run() throws {
        if plan { return try printPlan() }
        Interruption.watch()
        if let (series, first) = try makeSeries() {
            return try watched(series.url) { try train(series, first: first) }
        }
        let run = try makeRun()
        try watched(run.folder.url) {
            try train(run, isFirst: true, resumedBy: run.folder.url)
        }
    }

    /// - Parameter folder: a run's, or one with several in it, that a page shows meanwhile where asked for.
    private func watched(_ folder: URL, _ work: () throws -> Void) throws {
        let page = watch ? try RunPage(folder) : nil
        defer { page?.end() }
        try work()
    }

    /// Trains to the end and shows how.
    ///
    /// - Parameters:
    ///   - isFirst: whether it is the first of its command.
    ///   - folder: what goes on where it is stopped.
    func train(_ run: TrainingRun, isFirst: Bool, resumedBy folder: URL) throws {
        let screen = TrainingScreen(
            run, style: json ? .json : quiet ? .quiet : .automatic,
            options: OptionNames(of: Self.self))
        for difference in run.changedEnvironment {
            Log.warning(
                "resumed elsewhere, so the bits may differ from an unbroken run", difference)
        }
        if let change = run.changedData { Log.warning(run.recipe.data.name, change) }
        for note in run.notes { Log.warning(OptionNames(of: Self.self).named(in: note)) }
        try screen.begin(isFirst: isFirst)
        let events = EventKeeper(isWanted: tensorboard || TrainingEvents.areKept(in: run.folder)) {
            try TrainingEvents(of: run)
        }
        guard let summary = try train(run, screen, events) else {
            screen.interrupted(resumedBy: folder)
            throw ExitCode(130)
        }
        events.keep { try $0.end(summary, showsSamples: !report.withoutSamples) }
        writeReport(of: run)
        try screen.end(summary)
        if let count = summary.unanswered {
            Log.warning(
                "evidence is no number for \(count) of \(run.dataset.test.count) test samples; they "
                    + "count as wrong (onward evaluate names the first)")
        }
    }

    /// The training has ended well, whatever becomes of the page about it.
    private func writeReport(of run: TrainingRun) {
        do {
            try RunReport(of: run, showsSamples: !report.withoutSamples).write()
        } catch {
            Log.warning("report.html could not be written", "\(error)")
        }
    }

    private func train(
        _ run: TrainingRun, _ screen: TrainingScreen, _ events: EventKeeper<TrainingEvents>
    ) throws -> RunSummary? {
        do {
            return try run.run(
                goesOn: { progress in
                    screen.show(progress)
                    return !Interruption.hasCome
                },
                onEpoch: { report in
                    events.keep { try $0.add(report) }
                    // What is said once is said in any case.
                    if report.epoch % logEvery == 0 || report.findings != nil { screen.add(report) }
                })
        } catch {
            screen.fail()
            throw error
        }
    }

    private func printPlan() throws {
        let (recipe, dataset) = try prepare()
        let plan = try TrainingRun.plan(recipe, dataset: dataset)
        for note in try recipe.networkNotes(for: dataset) { Log.warning(note) }
        print(json ? try JSONFields.line(PlannedMemory(plan)) : PlannedMemory(plan).table)
    }

    func prepare() throws -> (Recipe, Dataset) {
        let recipe = try options.makeRecipe()
        return (recipe, try recipe.loadDataset())
    }

    /// Nil for as many as the resumed run's recipe says.
    private func givenEpochs() throws -> Int? {
        let terms = try RunTerms(options.given)
        return terms.leavesEpochsOpen ? nil : terms.epochs
    }

    private func makeRun() throws -> TrainingRun {
        if let resume {
            return try TrainingRun(
                resuming: RunFolder(existing: URL(fileURLWithPath: resume)),
                epochs: givenEpochs(),
                changes: SettingValues(
                    Dictionary(
                        uniqueKeysWithValues: Self.resumable.compactMap { key in
                            options.given[key].map { (key, $0) }
                        })), acceptsChangedData: changes.areAccepted)
        }
        let (recipe, dataset) = try prepare()
        return try TrainingRun(recipe, dataset: dataset) {
            if let output { return try RunFolder(creating: URL(fileURLWithPath: output)) }
            return try RunFolder(creatingFor: recipe, on: dataset)
        }
    }
}
