import Foundation
import OnwardLearning
import OnwardModels
import OnwardRecipes
import OnwardSettings

/// A run as its folder tells of it: one that ended, is under way or was stopped, of this version or an
/// earlier one. What cannot be read is said and left out.
package struct RunRecord: Sendable {
    package enum State: String, Codable, Sendable {
        case ended
        case underWay = "under way"
        /// By its user, or with the program.
        case stopped
        /// Files that every run has are missing or cannot be read.
        case broken
    }

    package let folder: RunFolder
    package let state: State
    /// What was trained, as it was settled; nil where that cannot be read.
    package let recipe: Recipe?
    /// All epochs that ended.
    package let epochs: [EpochReport]
    /// Nil before the end.
    package let summary: RunSummary?
    /// What could not be read, in sentences without paths.
    package let notes: [String]

    /// The folder's name.
    package var name: String { folder.url.standardizedFileURL.lastPathComponent }

    /// Whether a folder is a run's, be it one whose first epoch has not ended.
    package static func isRun(_ url: URL) -> Bool {
        let files = RunFolder(at: url)
        func isThere(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }
        let isSearch = isThere(url.appending(path: "search.json"))
        let known = [files.recipe, files.metrics, files.summary, files.checkpoint]
        return !isSearch && known.contains(where: isThere)
    }

    /// - Throws: `FileError` where the folder is none, or no run's.
    package init(reading url: URL) throws(FileError) {
        guard RunRecord.isRun(url) else {
            let isThere = FileManager.default.fileExists(atPath: url.path)
            throw FileError(
                .missing, at: url, expected: "a run's folder, with its recipe.yaml",
                got: isThere ? "a folder that is none" : "nothing",
                remedy: "give the folder that a training wrote")
        }
        folder = RunFolder(at: url)
        var notes: [String] = []
        do {
            recipe = try Recipe(file: folder.recipe)
        } catch {
            recipe = nil
            notes.append("recipe.yaml is missing or cannot be read.")
        }
        let metrics = MetricsFile(url: folder.metrics).readable()
        epochs = metrics.reports
        if metrics.unread > 0 {
            notes.append("metrics.jsonl: lines that cannot be read: \(metrics.unread).")
        }
        let text = try? String(contentsOf: folder.summary, encoding: .utf8)
        summary = text.flatMap { try? JSONFields.decode(RunSummary.self, from: $0) }
        if text != nil && summary == nil { notes.append("summary.json cannot be read.") }
        let isHeld = RunLock.isHeld(url)
        let isBroken = recipe == nil || metrics.unread > 0 || (text != nil && summary == nil)
        state = isHeld ? .underWay : isBroken ? .broken : summary == nil ? .stopped : .ended
        self.notes = notes
    }

    /// The epoch whose model is kept, so far; nil before the first.
    package var keptEpoch: EpochReport? {
        if let summary {
            let number = summary.bestEpoch ?? summary.epochs
            return epochs.last { $0.epoch == number }
        }
        guard recipe?.trainer.schedule.teachesAllBlocks ?? false else { return epochs.last }
        var best: BestEpoch?
        for report in epochs { best = BestEpoch(report, after: best) ?? best }
        return epochs.last { $0.epoch == best?.epoch } ?? epochs.last
    }

    /// Of the kept epoch; nil where nothing was validated.
    package var validationAccuracy: Double? {
        summary?.validationAccuracy ?? keptEpoch?.validationAccuracy
    }

    /// Seconds of training so far.
    package var trainSeconds: Double? {
        summary?.trainSeconds ?? (epochs.isEmpty ? nil : epochs.reduce(0) { $0 + $1.seconds })
    }

    package var peakMemoryBytes: Int? {
        summary?.peakMemoryBytes ?? epochs.compactMap(\.peakMemoryBytes).max()
    }
}
