import Foundation
import OnwardInference
import OnwardModels
import OnwardPictures
import OnwardRecipes
import OnwardRuns
import OnwardSettings

extension RunReport {
    /// Of a run as its folder tells of it: its model is examined anew, on the data as it is now.
    ///
    /// What cannot be read any more (the model, the data) is left out of the page, which says so.
    ///
    /// - Parameters:
    ///   - url: the run's folder, or its model.
    ///   - showsSamples: whether the page shows test samples.
    package init(reading url: URL, showsSamples: Bool = true) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let record = try RunRecord(
            reading: isFolder.boolValue ? url : url.deletingLastPathComponent())
        guard record.summary != nil else {
            let model = try? ModelFile(reading: record.folder.model, catalog: .withPictures)
            self.init(
                record, network: model?.network, evaluation: nil, samples: nil,
                notes: ["This run has not ended: nothing was asked on the test samples."])
            return
        }
        let file: ModelFile
        do {
            file = try ModelFile(reading: record.folder.model, catalog: .withPictures)
        } catch {
            self.init(
                record, network: nil, evaluation: nil, samples: nil,
                notes: ["The model could not be read, so what only it can tell is missing."],
                warnings: ["\(error)"])
            return
        }
        do {
            try self.init(record, file, showsSamples: showsSamples)
        } catch {
            self.init(
                record, network: file.network, evaluation: nil, samples: nil,
                notes: [
                    "The test samples could not be read, so what only they can tell is missing."
                ],
                warnings: ["\(error)"])
        }
    }

    private init(_ record: RunRecord, _ file: ModelFile, showsSamples: Bool) throws {
        guard let recipe = record.recipe else {
            throw SettingsError(
                "recipe.yaml", expected: "the recipe of the run", got: "none that can be read")
        }
        let known = try recipe.placed(by: record.folder.url).loadDataset(
            for: file.network, samples: file.samples)
        var notes: [String] = []
        var precision = record.summary?.precision ?? .float32
        if (try? precision.validate()) == nil {
            notes.append(
                "Examined in float32: this machine has no instructions for \(precision.rawValue).")
            precision = .float32
        }
        let evaluation =
            file.network.predictionModes.isEmpty
            ? nil
            : try file.network.examine(
                on: known.dataset.test, prediction: recipe.trainer.prediction,
                precision: precision)
        if let now = evaluation?.accuracy, let then = record.summary?.testAccuracy, now != then {
            notes.append(
                """
                At the run's end test accuracy was \(then), examined anew it is \(now): another \
                machine or version.
                """)
        }
        self.init(
            record, network: file.network, evaluation: evaluation,
            samples: showsSamples ? known.dataset.test : nil, notes: notes)
    }
}
