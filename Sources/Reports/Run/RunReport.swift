import Foundation
import OnwardData
import OnwardDrawing
import OnwardInference
import OnwardNetworks
import OnwardRecipes
import OnwardRuns
import OnwardSafetensors

/// A run in one page, `report.html` in its folder: what was trained on what, how every block learned, how
/// well it tells the classes apart and where it is wrong, what it cost, and how to run it again.
///
/// The page holds no path and nothing of the data but what it says it shows. Its numbers are those of the
/// run's files, and of one examination on the test samples.
package struct RunReport {
    let record: RunRecord
    /// The model that is kept; nil where there is none that can be read.
    let network: Network?
    /// On the test samples; nil before the run's end, and where they cannot be asked about.
    let evaluation: Evaluation?
    /// The test samples; nil where none are to be shown.
    let samples: Samples?
    /// What the page lacks, in sentences without paths.
    let notes: [String]
    /// The same for who asked for it, with what the system said.
    package let warnings: [String]

    init(
        _ record: RunRecord, network: Network?, evaluation: Evaluation?, samples: Samples?,
        notes: [String] = [], warnings: [String] = []
    ) {
        self.record = record
        self.network = network
        self.evaluation = evaluation
        self.samples = samples
        self.notes = record.notes + notes
        self.warnings = warnings
    }

    /// Of a run that has just ended and was examined then.
    ///
    /// - Parameter showsSamples: whether the page shows test samples.
    package init(of run: TrainingRun, showsSamples: Bool = true) throws {
        self.init(
            try RunRecord(reading: run.folder.url), network: run.model,
            evaluation: run.evaluation, samples: showsSamples ? run.dataset.test : nil)
    }

    /// Writes the page into the run's folder.
    ///
    /// - Returns: where it lies.
    @discardableResult
    package func write() throws -> URL {
        try AtomicFile.write(Data(html.utf8), to: record.folder.report)
        return record.folder.report
    }

    package var html: String {
        Page(
            title: title, lead: lead,
            sections: [
                curves, accuracies, confusion, mistakes, sureness, weights, cost, settings, machine,
            ].compactMap(\.self), foot: foot
        ).html
    }

    private var foot: Markup {
        let shown =
            samples == nil
            ? "This page shows no samples of the data."
            : "Of the data this page shows the test samples among the mistakes, and no others."
        return """
            <p>\(record.name), written by Onward \(RunEnvironment.version). \(shown) \
            It needs no network and no other file.</p>
            """
    }

    /// What classes are called, cut short where there is little room.
    func className(_ number: Int) -> String {
        let names = network?.classes ?? []
        let name = names.indices.contains(number) ? names[number] : "\(number)"
        return name.count > 40 ? name.prefix(39) + "…" : name
    }

    static func plural(_ count: Int, _ word: String) -> String {
        "\(count.formatted()) \(word)\(count == 1 ? "" : word.hasSuffix("s") ? "es" : "s")"
    }
}
