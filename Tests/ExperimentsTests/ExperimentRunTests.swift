import Foundation
import OnwardData
import OnwardExperiments
import OnwardLearning
import OnwardRecipes
import OnwardRuns
import OnwardSettings
import OnwardTestSupport
import Synchronization
import Testing

@Suite("An experiment under way")
struct ExperimentRunTests {
    private func options(_ folder: URL, resumes: Bool = false) -> ExperimentRun.Options {
        var options = ExperimentRun.Options(
            output: folder.appending(path: "out"), scratch: folder.appending(path: "scratch"))
        options.resumes = resumes
        return options
    }

    private func report(_ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: "out/counted.md"), encoding: .utf8)
    }

    @Test(
        "Every job runs once for each seed, seed by seed, and the report has means and deviations")
    func complete() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (Counter(), Counter())
        let experiment = Experiment.counted(
            CountedWork(counter: one), CountedWork(counter: other))
        var order: [String] = []
        let isDone = try ExperimentRun(experiment, options(folder.url)).run(
            onCell: { order.append("\($0.job)-\($0.seed)") }, onObstacle: { _, _ in })
        #expect(isDone)
        #expect(order == ["one-1", "other-1", "one-2", "other-2"])
        let text = try report(folder.url)
        // 91 and 92: 91.5 ± 0.71, which is the published value.
        #expect(
            text.contains("| One | accuracy, % | 91.50 | 91.50 ± 0.71 | 2 | reproduced | 2.0 |"))
        #expect(text.contains("| Other | accuracy, % | – | 91.50 ± 0.71 | 2 | – | 2.0 |"))
    }

    @Test("Stopped after a cell it goes on with the next, and runs no finished one again")
    func resume() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (Counter(), Counter())
        let experiment = Experiment.counted(
            CountedWork(counter: one), CountedWork(counter: other))
        let isDone = try ExperimentRun(experiment, options(folder.url)).run(
            goesOn: { one.runs.count + other.runs.count < 2 }, onObstacle: { _, _ in })
        #expect(!isDone)
        #expect(one.runs == [1] && other.runs == [1])
        #expect(try report(folder.url).contains("91.00 | 1 |"))
        let isDoneNow = try ExperimentRun(experiment, options(folder.url, resumes: true)).run(
            onObstacle: { _, _ in })
        #expect(isDoneNow)
        #expect(one.runs == [1, 2] && other.runs == [1, 2])
    }

    @Test("Results that are there are not begun anew unasked")
    func occupied() throws {
        let folder = try TemporaryFolder()
        let experiment = Experiment.counted(
            CountedWork(counter: Counter()), CountedWork(counter: Counter()))
        _ = try ExperimentRun(experiment, options(folder.url)).run(onObstacle: { _, _ in })
        #expect(throws: FileError.self) {
            try ExperimentRun(experiment, options(folder.url))
        }
    }

    @Test("Cells of a job whose settings changed are run again, the others are kept")
    func changed() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (Counter(), Counter())
        _ = try ExperimentRun(
            .counted(CountedWork(counter: one), CountedWork(counter: other)), options(folder.url)
        ).run(onObstacle: { _, _ in })
        let now = Experiment.counted(
            CountedWork(counter: one, settings: "otherwise\n"), CountedWork(counter: other))
        let run = try ExperimentRun(now, options(folder.url, resumes: true))
        #expect(run.changedJobs == ["one"])
        _ = try run.run(onObstacle: { _, _ in })
        #expect(one.runs == [1, 2, 1, 2] && other.runs == [1, 2])
    }

    @Test("A job whose data is missing is shown with the reason, and the others run")
    func obstacle() throws {
        struct Missing: Work {
            let settings = "missing\n"
            func run(_ cell: Cell) throws -> Outcome? {
                throw FileError(
                    .missing, at: "nowhere", expected: "data", got: "none", remedy: "find some")
            }
        }
        let folder = try TemporaryFolder()
        let counter = Counter()
        let experiment = Experiment.counted(Missing(), CountedWork(counter: counter))
        var obstacles: [String] = []
        let isDone = try ExperimentRun(experiment, options(folder.url)).run(
            onObstacle: { job, _ in obstacles.append(job) })
        #expect(isDone)
        #expect(obstacles == ["one"])
        #expect(counter.runs == [1, 2])
        #expect(try report(folder.url).contains("– (its data could not be read)"))
    }

    @Test("A training that fails is shown with the reason, and the others run")
    func diverged() throws {
        struct Diverging: Work {
            let settings = "diverging\n"
            func run(_ cell: Cell) throws -> Outcome? {
                throw TrainingError.notFinite(what: "loss", part: "block 1", epoch: 1, batch: 1)
            }
        }
        let folder = try TemporaryFolder()
        let counter = Counter()
        let experiment = Experiment.counted(Diverging(), CountedWork(counter: counter), seeds: 1)
        _ = try ExperimentRun(experiment, options(folder.url)).run(onObstacle: { _, _ in })
        #expect(counter.runs == [1])
        #expect(try report(folder.url).contains("– (its training failed with seed 1)"))
    }

    @Test("Two programs do not run an experiment at the same place at once")
    func twice() throws {
        let folder = try TemporaryFolder()
        let experiment = Experiment.counted(
            CountedWork(counter: Counter()), CountedWork(counter: Counter()))
        let second = try ExperimentRun(experiment, options(folder.url))
        _ = try ExperimentRun(experiment, options(folder.url)).run(
            onCell: { _ in
                #expect(throws: FileError.self) { try second.run(onObstacle: { _, _ in }) }
            }, onObstacle: { _, _ in })
        #expect(try second.run(onObstacle: { _, _ in }))
    }

    @Test("A training that was stopped within a cell ends as one that was not")
    func resumeWithin() throws {
        let folder = try TemporaryFolder()
        var recipe = SettingValues()
        recipe["data"] = "synthetic-digits"
        recipe["network"] = "20"
        recipe["epochs"] = "3"
        recipe["validation"] = "0"
        recipe["training-schedule"] = "simultaneous"
        recipe["threads"] = "1"
        let experiment = Experiment(
            "counted", title: "Counted", source: "Nobody",
            budget: Budget(seeds: 1, epochs: 3, hours: 0.1),
            jobs: [Job("mf", TrainingWork(recipe), rows: [Row("MF", .accuracy)])])
        func outcome(_ part: String, stops: Bool) throws -> Outcome? {
            var options = options(folder.url.appending(path: part), resumes: true)
            options.threads = 1
            if stops {
                let shown = Mutex(0.0)
                let isDone = try ExperimentRun(experiment, options).run(
                    goesOn: { shown.withLock { $0 } < 0.5 },
                    show: { progress in shown.withLock { $0 = progress.share } },
                    onObstacle: { _, _ in })
                #expect(!isDone)
            }
            let run = try ExperimentRun(experiment, options)
            #expect(try run.run(onObstacle: { _, _ in }))
            return run.results.cells.first?.outcome
        }
        let (whole, broken) = (
            try outcome("whole", stops: false), try outcome("broken", stops: true)
        )
        #expect(whole?.curves == broken?.curves)
        #expect(whole?.values["test_accuracy"] == broken?.values["test_accuracy"])
    }
}
