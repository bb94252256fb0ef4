import Foundation
import OnwardExport
import OnwardLearning
import OnwardNetworks
import OnwardPictures
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// What TensorBoard shows of a training, in the run's folder: after every epoch all its numbers, the
/// weights' histograms and what the first layer looks for; the recipe and the final numbers as
/// hyperparameters; and at the end the mistakes it was surest of. A step is an epoch.
///
/// A training that goes on begins a file of its own. What an earlier one has of epochs that are trained
/// anew then counts no more.
package struct TrainingEvents {
    private let run: TrainingRun
    private let file: EventFile

    /// - Throws: `FileError` where no file can be made.
    package init(of run: TrainingRun) throws {
        self.run = run
        let round = run.progress.round
        let earlier = try TrainingEvents.files(in: run.folder)
        // Files are read in the order of their names.
        let name = String(
            format: "events.out.tfevents.%010d.%04d", Int(Date.now.timeIntervalSince1970),
            earlier.count + 1)
        file = try EventFile(
            creating: run.folder.url.appending(path: name), from: earlier.isEmpty ? nil : round + 1)
        try file.append(
            Hyperparameters.start(
                TrainingEvents.values(of: run.recipe), at: Date.now.timeIntervalSince1970), at: 0)
        guard earlier.isEmpty else { return }
        for report in try run.folder.reports() { try addNumbers(of: report) }
        try addWeights(at: round)
    }

    /// Whether the run has written any before.
    package static func areKept(in folder: RunFolder) -> Bool {
        (try? files(in: folder).isEmpty) == false
    }

    private static func files(in folder: RunFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
            .filter { $0.hasPrefix("events.out.tfevents.") }
    }

    /// After an epoch.
    package func add(_ report: EpochReport) throws {
        try addNumbers(of: report)
        try addWeights(at: report.epoch)
    }

    /// After the last.
    ///
    /// - Parameter showsSamples: whether mistakes may be shown.
    package func end(_ summary: RunSummary, showsSamples: Bool) throws {
        var final = EventSummary()
        try final.add(numbersOf: summary, prefix: "final/")
        try file.append(final, at: summary.epochs)
        if showsSamples { try addMistakes(at: summary.epochs) }
        try file.append(Hyperparameters.end(at: Date.now.timeIntervalSince1970), at: 0)
    }

    private func addNumbers(of report: EpochReport) throws {
        var numbers = EventSummary()
        try numbers.add(numbersOf: report)
        try file.append(numbers, at: report.epoch)
    }

    private func addWeights(at step: Int) throws {
        // Weights of blocks that other programs hold are not here.
        for block in run.network.blocks[run.ownBlocks] {
            defer { block.evict() }
            for tensor in block.weights where tensor.matrix.count > 0 {
                var histogram = EventSummary()
                histogram.add(tensor.name, histogram: Histogram(tensor.matrix))
                try file.append(histogram, at: step)
            }
        }
        guard let first = FirstWeights(of: run.model) else { return }
        var picture = EventSummary()
        picture.add("first layer's weights", picture: first.sheet)
        try file.append(picture, at: step)
    }

    private func addMistakes(at step: Int) throws {
        guard let mistakes = run.evaluation?.figures?.mistakes else { return }
        let views = SampleView.of(
            run.dataset.test, at: mistakes.map(\.sample), preparation: run.network.preparation)
        for (place, (mistake, view)) in zip(mistakes, views).enumerated() {
            guard let picture = view.picture else { return }
            let (truth, answer) = (
                run.dataset.classes[mistake.truth], run.dataset.classes[mistake.answer]
            )
            var shown = EventSummary()
            shown.add("mistakes/\(place + 1): \(truth), taken for \(answer)", picture: picture)
            try file.append(shown, at: step)
        }
    }

    /// What was set, in the words of the recipe.
    private static func values(of recipe: Recipe) -> [String: Hyperparameters.Value] {
        let (sheet, values) = (RecipeSheet(), recipe.values)
        return Dictionary(
            uniqueKeysWithValues: values.keys.map { key in
                (key, value(values[key] ?? "", sheet[key]?.declaration.kind))
            })
    }

    private static func value(_ text: String, _ kind: SettingKind?) -> Hyperparameters.Value {
        switch kind {
        case .number, .whole: Double(text).map { .number($0) } ?? .text(text)
        case .flag, .truth: Bool(text).map { .truth($0) } ?? .text(text)
        default: .text(text)
        }
    }
}
