import Foundation
import OnwardExperiments
import OnwardTestSupport
import Testing

@testable import OnwardReports

@Suite("Published tables and figures")
struct PublishedTests {
    @Test("Names are unique, and ratios and plots name jobs that there are")
    func names() {
        #expect(Set(Experiments.all.map(\.name)).count == Experiments.all.count)
        for experiment in Experiments.all {
            let jobs = Set(experiment.jobs.map(\.name))
            #expect(jobs.count == experiment.jobs.count, "\(experiment.name)")
            for ratio in experiment.ratios {
                #expect(jobs.isSuperset(of: [ratio.job, ratio.other]), "\(experiment.name)")
            }
            for line in experiment.plots.flatMap(\.lines) {
                #expect(jobs.contains(line.job), "\(experiment.name)")
            }
        }
    }

    @Test(
        "A rehearsal fills every row of the table",
        arguments: Experiments.all.map(\.name))
    func rehearsal(_ name: String) throws {
        let folder = try TemporaryFolder()
        let experiment = try #require(Experiments.all.first { $0.name == name })
        var options = ExperimentRun.Options(
            output: folder.url, scratch: folder.url.appending(path: "scratch"))
        options.isQuick = true
        options.threads = 1
        let run = try ExperimentRun(experiment, options)
        #expect(try run.run(onObstacle: { job, error in Issue.record("\(job): \(error)") }))
        for job in experiment.jobs {
            let cell = try #require(run.results.cells.first { $0.job == job.name })
            for row in job.rows {
                #expect(cell.outcome.value(row.measure.key) != nil, "\(job.name): \(row.label)")
            }
        }
        let report = try String(contentsOf: try ExperimentReport.write(of: run), encoding: .utf8)
        #expect(report.contains("A rehearsal on a few samples"))
        #expect(!report.contains("not run yet"))
        for plot in experiment.plots {
            let file = name + (plot.name.isEmpty ? "" : "-" + plot.name)
            #expect(report.contains("![\(file)](\(file).svg)"))
        }
    }
}
