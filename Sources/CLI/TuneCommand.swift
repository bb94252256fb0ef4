import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardPictures
import OnwardReports
import OnwardRuns
import OnwardTerminal
import OnwardTuning

/// `onward tune`
struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Search hyper-parameters on validation data.",
        discussion: """
            Random search with successive halving: many trials are trained for a few epochs, the \
            better half of them anew for more, and so on down to the last two. Trials are judged by \
            their best accuracy on the samples that --validation holds out, the same for all; test \
            samples are never judged on. The first trial is the recipe as it stands. The same \
            --trials, --budget and --seed search alike for every algorithm.

            The folder holds a line for every trial that is done and the chosen recipe, for onward \
            train. Ctrl-C ends with status 130; --resume goes on from there and finds the same.
            """)

    @OptionGroup var options: RecipeOptions

    @Option(help: "Settings to try; half of them at every step are tried for longer. Default: 16.")
    var trials: Int?
    @Option(
        help: """
            Epochs over all trials, of which every step takes the same share. Default: 8 for every \
            trial.
            """)
    var budget: Int?
    @Option(
        help: """
            What is searched, as ranges or choices: lr=1e-4..1e-2,weight-decay=0|1e-4,\
            dropout=0..0.3,batch-size=64|128,threshold=0.3..5. Only what is named is searched. \
            Default: all that the optimizer and the objective have.
            """)
    var search: String?
    @Option(
        help: "The search's folder, empty or new. Default: runs/tune-<data>-<algorithm>-<number>.")
    var output: String?
    @Option(help: "Go on with the search in this folder; it keeps everything as it was.")
    var resume: String?
    @OptionGroup var changes: ChangedDataOptions
    @Flag(
        help: """
            Write event files for TensorBoard, in a folder for each trial. A resumed search that has \
            some goes on with them.
            """)
    var tensorboard = false
    @Flag(help: "Show nothing but errors.")
    var quiet = false
    @Flag(help: "Print one JSON object per line: the search, each trial that is done, the choice.")
    var json = false

    func validate() throws {
        for name in ["epochs", "patience"] where options.given[name] != nil {
            throw ValidationError(
                "--\(name): how long a trial trains follows from --trials and --budget; leave it out"
            )
        }
        guard resume != nil else { return try changes.refuse(without: "--resume") }
        let others: [Any?] = [options.recipe, output, trials, budget, search]
        if !options.given.isEmpty || others.contains(where: { $0 != nil }) {
            throw ValidationError(
                "a resumed search keeps everything as it was; beside --resume only --quiet, --json, "
                    + "--tensorboard and --accept-changed-data can be given")
        }
    }

    func run() throws {
        Interruption.watch()
        let tuning = try makeTuning()
        let screen = TuningScreen(tuning, style: json ? .json : quiet ? .quiet : .automatic)
        for difference in tuning.changedEnvironment {
            Log.warning(
                "resumed elsewhere, so the bits may differ from an unbroken search", difference)
        }
        try screen.begin()
        let events = EventKeeper(isWanted: tensorboard || TuningEvents.areKept(in: tuning.url)) {
            try TuningEvents(of: tuning)
        }
        let best = try tuning.run(
            goesOn: { progress in
                screen.show(progress)
                return !Interruption.hasCome
            },
            onTrial: { result in
                screen.add(result)
                events.keep { try $0.add(result) }
            })
        guard let best else {
            screen.interrupted()
            throw ExitCode(130)
        }
        try screen.end(best)
    }

    private func makeTuning() throws -> Tuning {
        if let resume {
            return try Tuning(
                resuming: URL(fileURLWithPath: resume), acceptsChangedData: changes.areAccepted)
        }
        let space = try search.map { try SearchSpace($0) }
        let recipe = try options.makeRecipe()
        let dataset = try recipe.loadDataset()
        let plan = try TuningPlan(
            recipe, dataset: dataset, space: space, trials: trials ?? 16, budget: budget)
        return try Tuning(plan, dataset: dataset) {
            if let output { return try RunFolder(creating: URL(fileURLWithPath: output)) }
            let algorithm = recipe.algorithm.shortName
            return try RunFolder(
                creating: "tune-\(dataset.name)-\(algorithm)", in: URL(fileURLWithPath: "runs"))
        }
    }
}
