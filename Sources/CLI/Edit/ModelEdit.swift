import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardModels
import OnwardNetworks
import OnwardPictures
import OnwardRecipes
import OnwardRuns
import OnwardSettings
import OnwardTerminal

/// An edit of a model under way: judge the model, change it, judge it again, write it.
struct ModelEdit {
    let file: ModelFile
    let options: EditOptions
    /// Nil where the model's own is not at hand and no other was named.
    var dataset: Dataset? { known?.dataset }
    private let known: KnownDataset?
    private let before: EditReport.Accuracy?
    /// How often the blocks counted before the edit.
    private let votesBefore: [Double]?

    var network: Network { file.network }

    init(_ model: String, _ options: EditOptions) throws {
        file = Log.notes(
            on: try ModelFile(reading: URL(fileURLWithPath: model), catalog: .withPictures),
            from: model)
        self.options = options
        known = try ModelEdit.dataset(for: file, URL(fileURLWithPath: model), options)
        votesBefore = file.network.voteWeights
        before = try ModelEdit.accuracy(of: file.network, on: known?.dataset)
    }

    /// Writes the model and shows what was done.
    ///
    /// - Parameters:
    ///   - edit: in a few words, for the model's history.
    ///   - advice: what the user may want to do next.
    func finish(_ edit: String, _ change: ModelFile.Change, advice: String? = nil) throws {
        var samples = file.samples
        // Data that the model is only judged on does not become what it was trained on.
        if case .training = change { samples = known?.samples }
        let edited = try file.edited(edit, change, samples: samples)
        let report = EditReport(
            edit: edit, output: options.output, blocks: network.blocks.count,
            parameters: network.parameterCount, before: before,
            after: try ModelEdit.accuracy(of: network, on: dataset), votes: network.voteWeights)
        try edited.save(to: options.url)
        if options.json { return print(try JSONFields.line(report)) }
        report.show(advice: [votesLine, advice].compactMap(\.self))
    }

    /// What became of the votes; nil where they are what they were.
    private var votesLine: String? {
        guard network.voteWeights != votesBefore else { return nil }
        return network.voteWeights.map(Table.votes)
            ?? "votes: by the objective's rule again, as those by validation loss were other blocks'"
    }

    /// What to know where a block now gets another input than it learned from.
    static func advice(aboveBlock number: Int) -> String {
        """
        blocks above block \(number) learned on another input than they get now; retrain them too \
        where that shows
        """
    }

    private static func dataset(
        for file: ModelFile, _ url: URL, _ options: EditOptions
    ) throws -> KnownDataset? {
        var recipe = try file.recipe?.placed(by: url)
        if let folder = options.dataDir { recipe?.data.directory = folder }
        if let name = options.data, recipe?.isFor(name) != true {
            var other = try recipe ?? Recipe()
            (other.data.name, other.data.directory) = (name, options.dataDir)
            return try other.loadOther(for: file.network, samples: file.samples)
        }
        do {
            let known = try recipe?.loadDataset(
                for: file.network, samples: file.samples,
                acceptsChanges: options.changes.areAccepted)
            if let change = known?.change { Log.warning(recipe?.data.name ?? "data", change) }
            return known
        } catch let error as UnknownNameError where options.data == nil {
            Log.warning("accuracy is not measured; name the data with --data", "\(error)")
        } catch let error as FileError where options.data == nil && error.reason == .missing {
            Log.warning("accuracy is not measured; name the data with --data", "\(error)")
        }
        return nil
    }

    /// On the test samples, which decide nothing here.
    private static func accuracy(
        of network: Network, on dataset: Dataset?
    ) throws -> EditReport.Accuracy? {
        guard let dataset, !network.predictionModes.isEmpty else { return nil }
        return EditReport.Accuracy(try network.evaluate(on: dataset.test))
    }
}
