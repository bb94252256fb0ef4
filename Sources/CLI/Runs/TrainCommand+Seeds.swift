import ArgumentParser
import Foundation
import OnwardCompute
import OnwardModels
import OnwardRecipes
import OnwardReports
import OnwardRuns

/// One command, several runs: `--seeds`, and `--resume` of what it began.
extension TrainCommand {
    /// The runs that are asked for, where they are several; the first of them where it begins now.
    func makeSeries() throws -> (series: SeedSeries, first: TrainingRun?)? {
        if let resume = training.resume {
            let url = URL(fileURLWithPath: resume)
            guard SeedSeries.isSeries(url) else { return nil }
            guard training.options.given.isEmpty else {
                throw ValidationError(
                    "runs of several seeds go on as they were begun: leave out "
                        + training.options.given.keys.map { "--" + $0 }.joined(separator: ", "))
            }
            return (try SeedSeries(resuming: url), nil)
        }
        guard let seeds else { return nil }
        let (recipe, dataset) = try training.prepare()
        return try SeedSeries.begin(recipe, seeds: seeds, dataset: dataset) {
            if let output = training.output {
                return try RunFolder(creating: URL(fileURLWithPath: output))
            }
            return try RunFolder(
                creating: "\(dataset.name)-\(recipe.algorithm.shortName)-seeds",
                in: URL(fileURLWithPath: "runs"))
        }
    }

    func train(_ series: SeedSeries, first: TrainingRun?) throws {
        var next = first
        var isFirst = true
        for (place, seed) in series.seeds.enumerated() {
            let name = "seed \(seed), \(place + 1) of \(series.seeds.count)"
            if series.hasEnded(seed) {
                if isTalking { print("\(name): has ended") }
                continue
            }
            if isTalking { print("\(place > 0 ? "\n" : "")\(name)") }
            // Each run's own peak.
            ProcessMemory.restartPeak()
            let run =
                try next ?? series.run(for: seed, acceptsChangedData: training.changes.areAccepted)
            next = nil
            try train(run, isFirst: isFirst, resumedBy: series.url)
            isFirst = false
        }
        try show(series)
    }

    private var isTalking: Bool { !training.json && !training.quiet }

    private func show(_ series: SeedSeries) throws {
        let comparison = try RunComparison(series.seeds.map(series.folder))
        if training.json { return print(try JSONFields.line(ComparisonLine(comparison))) }
        guard !training.quiet else { return }
        print("")
        guard let group = comparison.groups.first, comparison.groups.count == 1 else {
            return ComparisonScreen(comparison).show()
        }
        let table = SeedTable(group)
        print(TextTable(headings: SeedTable.headings, rows: table.rows, texts: [0]).text)
        print("runs: \(series.url.relativePath)")
    }
}
