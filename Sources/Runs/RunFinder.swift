import Foundation
import OnwardSettings

/// Finds the runs that are meant: a run's folder, or folders of such, which may be one more folder down, as
/// those of several seeds are.
package enum RunFinder {
    /// - Returns: run folders in the order of their names, numbers by their value.
    /// - Throws: `FileError` where a folder is none, or has no run in it.
    package static func runs(at urls: [URL]) throws(FileError) -> [URL] {
        var found: [URL] = []
        for url in urls {
            let own = RunRecord.isRun(url) ? [url] : try runs(in: url)
            found += own.filter { run in
                !found.contains { $0.standardizedFileURL == run.standardizedFileURL }
            }
        }
        return found
    }

    private static func runs(in folder: URL) throws(FileError) -> [URL] {
        let found = subfolders(of: folder).flatMap { child in
            RunRecord.isRun(child) ? [child] : subfolders(of: child).filter(RunRecord.isRun)
        }
        guard found.isEmpty else { return found }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
        throw FileError(
            .missing, at: folder, expected: "a run's folder, or a folder with such in it",
            got: !isThere ? "nothing" : isFolder.boolValue ? "a folder without a run" : "a file",
            remedy: "give a folder that a training wrote, or the one that it lies in")
    }

    private static func subfolders(of folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
            .map { folder.appending(path: $0) }
            .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
    }

    /// What to call runs: as much of the end of each path as tells it from the others.
    package static func names(of runs: [URL]) -> [String] {
        let paths = runs.map { $0.standardizedFileURL.pathComponents.filter { $0 != "/" } }
        return zip(runs, paths).map { run, path in
            // Those of one series are called alike in every series.
            let least = SeedSeries.isSeries(run.deletingLastPathComponent()) ? 2 : 1
            let count = (least...max(path.count, least)).first { length in
                paths.count { $0.suffix(length) == path.suffix(length) } == 1
            }
            return path.suffix(count ?? path.count).joined(separator: "/")
        }
    }
}
