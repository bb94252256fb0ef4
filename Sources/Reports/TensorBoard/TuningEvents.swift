import Foundation
import OnwardExport
import OnwardRuns
import OnwardSafetensors
import OnwardSettings
import OnwardTuning

/// What TensorBoard shows of a search, in the search's folder: every trial is a session of hyperparameters,
/// with the accuracy that it came to in each rung at the epochs that it was trained for.
package struct TuningEvents {
    private let folder: URL

    /// - Parameter tuning: what it has done already is written anew.
    package init(of tuning: Tuning) throws {
        folder = tuning.url
        for result in tuning.results { try add(result) }
    }

    /// Whether the search has written any before.
    package static func areKept(in folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: TuningEvents.folder(ofTrial: 1, in: folder).path)
    }

    private static func folder(ofTrial trial: Int, in folder: URL) -> URL {
        folder.appending(path: "trial-\(trial)")
    }

    /// After a trial in a rung, which has a file of its own: files are read in the order of their names.
    package func add(_ result: TrialResult) throws {
        let trial = TuningEvents.folder(ofTrial: result.trial, in: folder)
        let url = trial.appending(path: String(format: "events.out.tfevents.%02d", result.rung))
        do {
            try FileManager.default.createDirectory(at: trial, withIntermediateDirectories: true)
            if FileManager.default.fileExists(atPath: url.path) {
                try FileManager.default.removeItem(at: url)
            }
        } catch {
            throw FileError(
                .inaccessible, at: trial, expected: "a folder that can be written",
                got: error.localizedDescription, remedy: "make room, or choose another folder")
        }
        let file = try EventFile(creating: url, from: nil)
        let now = Date.now.timeIntervalSince1970
        try file.append(
            Hyperparameters.start(
                result.settings.mapValues(\.hyperparameter), at: now - result.seconds),
            at: 0)
        var numbers = EventSummary()
        if let accuracy = result.validationAccuracy {
            numbers.add("validation_accuracy", scalar: accuracy)
        }
        numbers.add("seconds", scalar: result.seconds)
        try file.append(numbers, at: result.epochs)
        try file.append(Hyperparameters.end(at: now), at: 0)
    }
}

extension TunedValue {
    fileprivate var hyperparameter: Hyperparameters.Value {
        switch self {
        case .number(let number): .number(number)
        case .name(let name): .text(name)
        }
    }
}
