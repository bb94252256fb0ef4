import Foundation
import OnwardSettings

extension ModelFile {
    /// The model's name in the folder of a run.
    package static let name = "model.safetensors"
    /// The name there of what a run goes on from, which is a model too.
    package static let checkpointName = "checkpoint.safetensors"
    /// The same where it lies in several files.
    package static let checkpointIndexName = "checkpoint.safetensors.index.json"

    /// The file that is meant: a run's folder means its model.
    static func place(_ url: URL) throws(FileError) -> URL {
        func isThere(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: url.appending(path: name).path)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return url }
        guard !isThere(name) else { return url.appending(path: name) }
        let checkpoint = [checkpointName, checkpointIndexName].first(where: isThere)
        throw FileError(
            .missing, at: url, expected: "a run folder with \(name) in it",
            got: checkpoint != nil ? "one with a checkpoint alone" : "a folder without one",
            remedy: checkpoint.map { "end the run first, or give its \($0)" }
                ?? "give another folder or file")
    }
}
