import ArgumentParser
import Foundation
import OnwardData
import OnwardModels
import OnwardRecipes
import OnwardReports
import OnwardRuns
import OnwardSettings

/// What every command that trains is told, and how it shows the training.
package struct TrainingOptions: ParsableArguments {
    @OptionGroup package var options: RecipeOptions

    @Option(help: "The run folder, empty or new. Default: runs/<data>-<algorithm>-<number>.")
    package var output: String?
    @Option(
        help: """
            Go on with the run in this folder; beside it only --epochs, --patience, --precision and \
            --threads.
            """)
    package var resume: String?
    @OptionGroup package var changes: ChangedDataOptions
    @OptionGroup package var report: ReportOptions
    @Option(help: "Show every so many epochs.")
    package var logEvery = 1
    @Flag(
        help: """
            Write event files for TensorBoard into the run folder. A resumed run that has some goes \
            on with them.
            """)
    package var tensorboard = false
    @Flag(help: "Show nothing but errors.")
    package var quiet = false
    @Flag(help: "Print one JSON object per line: the run, each epoch, the summary.")
    package var json = false

    package init() {}

    package func validate() throws {
        if logEvery < 1 { throw ValidationError("--log-every must be at least 1, not \(logEvery)") }
        guard resume != nil else { return try changes.refuse(without: "--resume") }
        let others = options.given.keys.filter { !Self.resumable.contains($0) && $0 != "epochs" }
            .map { "--" + $0 }
        if !others.isEmpty || options.recipe != nil || output != nil {
            throw TrainingOptions.resumedError(others)
        }
    }

    /// - Parameter others: options that were given beside it.
    package static func resumedError(_ others: [String]) -> ValidationError {
        ValidationError(
            "a resumed run keeps its recipe and folder: beside --resume only --epochs and "
                + "--patience can be given, to train for longer, --precision and --threads"
                + (others.isEmpty ? "" : " (got \(others.joined(separator: ", ")))"))
    }

    /// What a resumed run may have otherwise than its recipe, beside its epochs.
    private static let resumable = ["patience", "precision", "threads"]

    package func prepare() throws -> (Recipe, Dataset) {
        let recipe = try options.makeRecipe()
        return (recipe, try recipe.loadDataset())
    }

    /// Nil for as many as the resumed run's recipe says.
    private func givenEpochs() throws -> Int? {
        let terms = try RunTerms(options.given)
        return terms.leavesEpochsOpen ? nil : terms.epochs
    }

    /// - Parameter team: those who train with this program; nil for nobody.
    package func makeRun(with team: (any RunTeam)? = nil) throws -> TrainingRun {
        if let resume {
            return try TrainingRun(
                resuming: RunFolder(existing: URL(fileURLWithPath: resume)),
                epochs: givenEpochs(),
                changes: SettingValues(
                    Dictionary(
                        uniqueKeysWithValues: Self.resumable.compactMap { key in
                            options.given[key].map { (key, $0) }
                        })), acceptsChangedData: changes.areAccepted, team: team)
        }
        let (recipe, dataset) = try prepare()
        return try TrainingRun(recipe, dataset: dataset, team: team) {
            if let output { return try RunFolder(creating: URL(fileURLWithPath: output)) }
            return try RunFolder(creatingFor: recipe, on: dataset)
        }
    }

    /// Trains to the end and shows how; of a team, the first program shows.
    ///
    /// - Parameters:
    ///   - command: that trains, and how it is called.
    ///   - isFirst: whether the run is the first of its command.
    ///   - folder: what goes on where it is stopped; nil for the run's own.
    package func train(
        _ run: TrainingRun, by command: (type: any ParsableCommand.Type, name: String),
        isFirst: Bool = true, resumedBy folder: URL? = nil
    ) throws {
        let names = OptionNames(of: command.type)
        let screen = TrainingScreen(
            run, style: !run.leads || quiet ? .quiet : json ? .json : .automatic, options: names)
        if run.leads { warn(of: run, names) }
        try screen.begin(isFirst: isFirst)
        let isWanted = run.leads && (tensorboard || TrainingEvents.areKept(in: run.folder))
        let events = EventKeeper(isWanted: isWanted) { try TrainingEvents(of: run) }
        guard let summary = try train(run, screen, events) else {
            screen.interrupted(resumedBy: folder ?? run.folder.url, command: command.name)
            throw ExitCode(130)
        }
        guard run.leads else { return }
        events.keep { try $0.end(summary, showsSamples: !report.withoutSamples) }
        writeReport(of: run)
        try screen.end(summary)
        if let count = summary.unanswered {
            Log.warning(
                "evidence is no number for \(count) of \(run.dataset.test.count) test samples; they "
                    + "count as wrong (onward evaluate names the first)")
        }
    }

    private func warn(of run: TrainingRun, _ names: OptionNames) {
        for difference in run.changedEnvironment {
            Log.warning(
                "resumed elsewhere, so the bits may differ from an unbroken run", difference)
        }
        if let change = run.changedData { Log.warning(run.recipe.data.name, change) }
        for note in run.notes { Log.warning(names.named(in: note)) }
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
}
