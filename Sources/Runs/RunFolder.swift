import Foundation
import OnwardLearning

/// The folder that one training run writes to: never another's, never overwritten.
package struct RunFolder: Sendable {
    package let url: URL

    package var recipe: URL { url.appending(path: "recipe.yaml") }
    package var metrics: URL { url.appending(path: "metrics.jsonl") }
    package var model: URL { url.appending(path: "model.safetensors") }
    package var checkpoint: URL { url.appending(path: "checkpoint.safetensors") }
    package var summary: URL { url.appending(path: "summary.json") }

    /// What the run's epochs amounted to, so far.
    package func reports() throws -> [EpochReport] { try MetricsFile(url: metrics).reports() }

    /// An existing run.
    package init(existing url: URL) throws {
        self.url = url
        guard FileManager.default.fileExists(atPath: checkpoint.path) else {
            throw RunFolderError(
                "\(url.path): expected a run folder with checkpoint.safetensors in it, found none; "
                    + "a run can be resumed once its first epoch is done")
        }
    }

    /// A new run in this very folder, which must be empty or not there yet.
    package init(creating url: URL) throws {
        self.url = url
        let manager = FileManager.default
        let content = (try? manager.contentsOfDirectory(atPath: url.path)) ?? []
        guard content.isEmpty else {
            throw RunFolderError(
                "\(url.path): expected an empty folder or none, found \(content.count) files; "
                    + "choose another --output, or --resume this run")
        }
        do {
            try manager.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw RunFolderError("\(url.path): cannot be created: \(error.localizedDescription)")
        }
    }

    /// A new run `<name>-<number>` under the lowest number that is free, also when several
    /// programs ask at once.
    package init(creating name: String, in parent: URL) throws {
        let manager = FileManager.default
        do {
            try manager.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch {
            throw RunFolderError("\(parent.path): cannot be created: \(error.localizedDescription)")
        }
        for number in 1... {
            let url = parent.appending(path: "\(name)-\(number)")
            do {
                try manager.createDirectory(at: url, withIntermediateDirectories: false)
                self.url = url
                return
            } catch CocoaError.fileWriteFileExists {
                continue
            } catch {
                throw RunFolderError(
                    "\(url.path): cannot be created: \(error.localizedDescription)")
            }
        }
        preconditionFailure("numbers do not end")
    }
}

/// A run's folder cannot be used.
package struct RunFolderError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
