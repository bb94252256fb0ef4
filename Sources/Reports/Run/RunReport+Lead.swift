import Foundation
import OnwardDrawing
import OnwardInference
import OnwardRecipes
import OnwardRuns

/// The title, the sentence and the numbers above everything else.
extension RunReport {
    var title: String { "\(algorithm) on \(data)" }

    private var algorithm: String {
        let name = record.summary?.algorithm ?? record.recipe?.algorithm.name ?? "a training"
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// What the data is called; where it lies is no matter of the page.
    private var data: String {
        record.recipe?.withoutPaths.data.name
            ?? record.summary.map { URL(fileURLWithPath: $0.data).lastPathComponent }
            ?? "unknown data"
    }

    var lead: Markup {
        let notes = notes.map { note -> Markup in "<p class=\"note\">\(note)</p>" }
        return """
            <p class="lead">\(sentence)</p>
            \(notes)
            <ul class="numbers">\(numbers)</ul>
            """
    }

    private var sentence: String {
        "\(algorithm) trained a network of \(size) on \(data)\(howLong)\(whatIsKept)."
    }

    /// `2 blocks (1000,1000; 1,794,000 parameters)`
    private var size: String {
        let summary = record.summary
        let blocks = record.epochs.first?.blockLoss.count ?? network?.blocks.count
        let inside = [
            summary?.network ?? record.recipe?.network.notation,
            (summary?.parameters ?? network?.parameterCount).map {
                RunReport.plural($0, "parameter")
            },
        ].compactMap(\.self).joined(separator: "; ")
        return (blocks.map { RunReport.plural($0, "block") } ?? "some blocks")
            + (inside.isEmpty ? "" : " (\(inside))")
    }

    private var howLong: String {
        guard !record.epochs.isEmpty else { return "; no epoch of it has ended" }
        return " for \(RunReport.plural(record.epochs.count, "epoch"))"
            + (record.state == .ended ? "" : " so far (\(record.state.rawValue))")
    }

    private var whatIsKept: String {
        guard let kept = record.keptEpoch, let summary = record.summary else { return "" }
        return summary.bestEpoch == nil
            ? "; the last one is kept"
            : "; epoch \(kept.epoch) is kept, the best on validation data"
    }

    private var numbers: [Markup] {
        let summary = record.summary
        let accuracy = evaluation?.accuracy ?? summary?.testAccuracy
        let known: [(String, String?)] = [
            ("test accuracy", accuracy.map { Decimals.percent($0) }),
            ("always the largest class", largestShare.map { Decimals.percent($0) }),
            ("validation accuracy", record.validationAccuracy.map { Decimals.percent($0) }),
            ("training time", record.trainSeconds.map(Decimals.duration)),
            ("peak memory", record.peakMemoryBytes.map(Decimals.bytes)),
            ("test samples", evaluation.map { $0.samples.formatted() }),
        ]
        return known.compactMap { name, value in
            value.map { "<li><span>\(name)</span> <strong>\($0)</strong></li>" }
        }
    }

    /// What needs no learning.
    var largestShare: Double? { evaluation?.largestShare ?? record.summary?.largestClassShare }
}
