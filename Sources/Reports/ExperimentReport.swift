import Foundation
import OnwardDrawing
import OnwardExperiments
import OnwardSafetensors

/// An experiment's results in Markdown: the paper's numbers, ours beside them, and how they were
/// found. Nothing in it is written by hand.
package struct ExperimentReport {
    let experiment: Experiment
    let results: ExperimentResults
    /// Names of files with pictures, without their endings.
    let pictures: [String]
    /// The command or call that asked for it.
    let origin: String?

    /// Writes what an experiment has found so far, with its plots, beside its results.
    ///
    /// - Parameter origin: the command or call that asked for it, for the report to name.
    /// - Returns: where the report lies.
    package static func write(of run: ExperimentRun, origin: String? = nil) throws -> URL {
        let (experiment, folder) = (run.experiment, run.output)
        let pictures = try experiment.plots.compactMap { plot in
            let name = experiment.name + (plot.name.isEmpty ? "" : "-" + plot.name)
            guard let chart = LineChart(plot, of: run.results) else { return String?.none }
            try AtomicFile.write(Data(chart.svg.utf8), to: folder.appending(path: name + ".svg"))
            return name
        }
        let report = ExperimentReport(
            experiment: experiment, results: run.results, pictures: pictures, origin: origin)
        let url = folder.appending(path: experiment.name + ".md")
        try AtomicFile.write(Data(try report.text.utf8), to: url)
        return url
    }

    var text: String {
        get throws {
            var parts = [
                "# " + experiment.title, introduction, table,
            ]
            if !experiment.ratios.isEmpty { parts.append(ratioTable) }
            parts.append(pictureLines)
            parts.append(
                (experiment.remarks + [Self.rule]).map { "- " + $0 }.joined(separator: "\n"))
            parts.append(try settings)
            return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
        }
    }

    private static let rule = """
        Ours: mean ± standard deviation over seeds. Reproduced: within \
        \(decimal(Measure.accuracyTolerance, 1)) percentage points of the paper's accuracy, or within \
        two standard errors of our mean. Peak memory: of the process, data included. Passes: over \
        the training samples. –: not in the paper's text, or not run.
        """

    private var introduction: String {
        let machines = Set(
            results.cells.map {
                "\($0.machine), \($0.threads) thread\($0.threads == 1 ? "" : "s")"
            }
        ).sorted()
        let versions = Set(results.cells.map(\.version)).sorted().joined(separator: ", ")
        let dates = Set(results.cells.map(\.date)).sorted()
        let when = dates.first.map { first in
            first == dates.last ? first : "\(first) to \(dates[dates.count - 1])"
        }
        return """
            \(experiment.source).\(origin.map { " `\($0)`" } ?? "")\
            \(when.map { ", Onward \(versions), float32, \($0), \(machines.joined(separator: "; "))" } ?? "").

            Budget: \(experiment.budget).\
            \(results.isQuick ? " **A rehearsal on a few samples: these numbers mean nothing.**" : "")
            """
    }

    private var table: String {
        let header = [
            "", "measure", "paper", "ours", "seeds", "verdict", "seconds", "peak memory, MB",
            "passes",
        ]
        return markdown(header, experiment.jobs.flatMap(rows))
    }

    private func rows(_ job: Job) -> [[String]] {
        let outcomes = results.outcomes(of: job.name)
        let seconds = Statistic(outcomes.map(\.seconds))
        let memory = Statistic(outcomes.compactMap { $0.peakMemoryBytes.map { Double($0) / 1e6 } })
        let passes = Statistic(outcomes.compactMap(\.passes))
        let reason = results.obstacles[job.name] ?? "not run yet"
        return job.rows.enumerated().map { index, row in
            let ours = results.statistic(row.measure, of: job.name)
            let costs = [
                seconds.map { decimal($0.mean, 1) }, memory.map { decimal($0.mean, 0) },
                passes.map { decimal($0.mean, 1) },
            ]
            return [
                row.label, row.measure.name,
                row.published.map { decimal($0, row.measure.decimals) } ?? "–",
                ours.map { shown($0, row.measure) }
                    ?? (outcomes.isEmpty ? "– (\(reason))" : "–"),
                ours.map { "\($0.count)" } ?? "–", "\(Verdict(ours, of: row))",
            ] + costs.map { index == 0 ? $0 ?? "–" : "" }
        }
    }

    private var ratioTable: String {
        markdown(
            ["ratio", "measure", "paper", "ours"],
            experiment.ratios.map { ratio in
                let over = results.statistic(ratio.measure, of: ratio.job)
                let under = results.statistic(ratio.measure, of: ratio.other)
                let ours = over.flatMap { over in under.map { over.mean / $0.mean } }
                return [
                    ratio.label, ratio.measure.name, ratio.published.map { decimal($0, 2) } ?? "–",
                    ours.map { decimal($0, 2) } ?? "–",
                ]
            })
    }

    private var pictureLines: String {
        pictures.map { "![\($0)](\($0).svg)" }.joined(separator: "\n\n")
    }

    /// What every job ran with, so that it can be run again alone: first what all have in common.
    private var settings: String {
        get throws {
            let jobs = try experiment.jobs.map { job in
                (job.name, lines: try job.work.settings.split(separator: "\n"))
            }
            let common = (jobs.first?.lines ?? []).filter { line in
                jobs.count > 1 && jobs.allSatisfy { $0.lines.contains(line) }
            }
            let all = common.isEmpty ? [] : ["Every job's, beside its own:\n\n" + yaml(common)]
            let own = jobs.map { name, lines in
                "### \(name)\n\n" + yaml(lines.filter { !common.contains($0) })
            }
            return (["## Settings"] + all + own).joined(separator: "\n\n")
        }
    }

    private func yaml(_ lines: [Substring]) -> String {
        "```yaml\n\(lines.joined(separator: "\n"))\n```"
    }

    private func shown(_ value: Statistic, _ measure: Measure) -> String {
        let mean = decimal(value.mean * measure.scale, measure.decimals)
        return value.deviation.map {
            "\(mean) ± \(decimal($0 * measure.scale, measure.decimals))"
        } ?? mean
    }

    private func markdown(_ header: [String], _ rows: [[String]]) -> String {
        ([header, header.map { _ in "---" }] + rows)
            .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}

/// With so many digits behind the point.
private func decimal(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}
