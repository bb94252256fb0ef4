import Foundation
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardRecipes
import OnwardSettings

/// The folder that one training run writes to: never another's, never overwritten.
package struct RunFolder: Sendable {
    package let url: URL

    package var recipe: URL { url.appending(path: "recipe.yaml") }
    package var metrics: URL { url.appending(path: "metrics.jsonl") }
    package var model: URL { url.appending(path: ModelFile.name) }
    /// What the run goes on from: one file, or the index of several.
    package var checkpoint: URL {
        FileManager.default.fileExists(atPath: checkpointIndex.path)
            ? checkpointIndex : checkpointFile
    }
    var checkpointFile: URL { url.appending(path: ModelFile.checkpointName) }
    var checkpointIndex: URL { url.appending(path: ModelFile.checkpointIndexName) }
    /// Where the files of such an index lie, each set in a folder of its own.
    var sets: URL { url.appending(path: "checkpoint") }
    package var summary: URL { url.appending(path: "summary.json") }
    package var report: URL { url.appending(path: "report.html") }

    /// What the run's epochs amounted to, so far.
    package func reports() throws -> [EpochReport] { try MetricsFile(url: metrics).reports() }

    /// A folder to read, whatever is in it.
    init(at url: URL) { self.url = url }

    /// An existing run.
    package init(existing url: URL) throws {
        self.url = url
        guard FileManager.default.fileExists(atPath: checkpoint.path) else {
            throw FileError(
                .missing, at: url, expected: "a run folder with checkpoint.safetensors in it",
                got: "none", remedy: "a run can be resumed once its first epoch is done")
        }
    }

    /// A new run in this very folder, which must be empty or not there yet.
    package init(creating url: URL) throws {
        self.url = url
        let content = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        guard content.isEmpty else {
            throw FileError(
                .occupied, at: url, expected: "an empty folder or none",
                got: "a folder with \(content.count) files",
                remedy: "choose another folder, or go on with what is there")
        }
        try RunFolder.make(url)
    }

    static func make(_ url: URL) throws {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw RunFolder.cannotCreate(url, error)
        }
    }

    /// A new run in its usual place, `runs/<data>-<algorithm>-<number>` in the working folder.
    package init(creatingFor recipe: Recipe, on dataset: Dataset) throws {
        try self.init(
            creating: "\(dataset.name)-\(recipe.algorithm.shortName)",
            in: URL(fileURLWithPath: "runs"))
    }

    /// Removes what checkpoints of several files have left.
    ///
    /// - Parameter name: of the set that stays, from the run's folder; nil for none.
    func removeSets(but name: String?) {
        let manager = FileManager.default
        if name == nil { try? manager.removeItem(at: checkpointIndex) }
        for set in (try? manager.contentsOfDirectory(atPath: sets.path)) ?? []
        where "\(sets.lastPathComponent)/\(set)" != name {
            try? manager.removeItem(at: sets.appending(path: set))
        }
        if name == nil { try? manager.removeItem(at: sets) }
    }

    /// A new run `<name>-<number>` under the lowest number that is free, also when several
    /// programs ask at once.
    package init(creating name: String, in parent: URL) throws {
        let manager = FileManager.default
        try RunFolder.make(parent)
        for number in 1... {
            let url = parent.appending(path: "\(name)-\(number)")
            do {
                try manager.createDirectory(at: url, withIntermediateDirectories: false)
                self.url = url
                return
            } catch CocoaError.fileWriteFileExists {
                continue
            } catch {
                throw RunFolder.cannotCreate(url, error)
            }
        }
        preconditionFailure("numbers do not end")
    }

    private static func cannotCreate(_ url: URL, _ error: any Error) -> FileError {
        FileError(
            .inaccessible, at: url, expected: "a folder that can be created",
            got: error.localizedDescription, remedy: "choose another folder")
    }
}
