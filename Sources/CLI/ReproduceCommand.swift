import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardExperiments
import OnwardReports
import OnwardSettings
import OnwardTerminal

/// `onward reproduce`
struct ReproduceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Set a published table or figure beside our numbers.",
        discussion: """
            Trains everything that the table shows, once for each seed, and writes NAME.md, NAME.json \
            and its plots as NAME.svg. Ctrl-C writes what there is so far and ends with status 130; \
            --resume goes on from there, and runs no finished cell again.
            """)

    @Argument(help: "The experiment's name; --list shows them.")
    var name: String?
    @Flag(help: "Show the experiments and what each takes, and end.")
    var list = false
    @Option(help: "Runs of everything, each with another seed. Default: the experiment's budget.")
    var seeds: Int?
    @Flag(
        help: """
            A rehearsal: the same code on a few samples for one epoch, within a minute. Where the \
            data is missing, drawn digits stand in.
            """)
    var quick = false
    @Flag(help: "Go on from the results and checkpoints that are there.")
    var resume = false
    @Option(
        help: """
            The folder for the report. Default: Documentation/Results, or runs/reproduce-quick for a \
            rehearsal.
            """)
    var output: String?
    @Option(help: "A folder to look for known data sets in before the usual places.")
    var dataDir: String?
    @Option(help: "Cores to use. Default: all.")
    var threads: Int?

    func validate() throws {
        if list {
            if name != nil { throw ValidationError("give a name or --list, not both") }
            return
        }
        if name == nil {
            throw ValidationError(
                "expected the name of an experiment, got none; onward reproduce --list shows them")
        }
        if quick && resume {
            throw ValidationError("a rehearsal is not resumed; leave out --quick or --resume")
        }
        if let seeds, seeds < 1 {
            throw ValidationError("--seeds must be at least 1, not \(seeds)")
        }
        if let threads, threads < 1 {
            throw ValidationError("--threads must be at least 1, not \(threads)")
        }
    }

    func run() throws {
        guard let name else { return print(ReproductionScreen.list) }
        guard let experiment = Experiments.all.first(where: { $0.name == name }) else {
            throw UnknownNameError("experiment", name, known: Experiments.all.map(\.name))
        }
        Interruption.watch()
        let run = try ExperimentRun(experiment, options)
        let screen = ReproductionScreen(run)
        screen.begin()
        let isDone = try run.run(
            goesOn: { !Interruption.hasCome }, show: screen.show, onCell: screen.add,
            onObstacle: { job, error in Log.warning("\(job) cannot run", "\(error)") })
        let origin = "onward reproduce \(name)" + (quick ? " --quick" : "")
        try screen.end(ExperimentReport.write(of: run, origin: origin))
        guard isDone else {
            print("stopped; go on with the same command and --resume")
            throw ExitCode(130)
        }
    }

    private var options: ExperimentRun.Options {
        let usual = quick ? "runs/reproduce-quick" : "Documentation/Results"
        var options = ExperimentRun.Options(
            output: URL(fileURLWithPath: output ?? usual),
            scratch: URL(fileURLWithPath: quick ? "runs/reproduce-quick" : "runs/reproduce"))
        options.seeds = seeds
        options.isQuick = quick
        options.resumes = resume
        options.dataDir = dataDir
        options.threads = threads
        return options
    }
}
