import Foundation
import OnwardData
import OnwardSettings

/// A folder that appears at its path with all its files or not at all.
///
/// It is filled under a temporary name beside its place and then renamed. Should anything go wrong
/// the temporary folder is removed.
package struct NewFolder: Sendable {
    package let url: URL

    /// - Throws: `FileError` where something stands in the place already, an empty folder excepted.
    package init(_ url: URL) throws(FileError) {
        self.url = url.resolvingSymlinksInPath()
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: self.url.path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw occupied("a file") }
        let files: [String]
        do {
            files = try manager.contentsOfDirectory(atPath: self.url.path)
        } catch {
            throw inaccessible(error)
        }
        guard files.isEmpty else { throw occupied("a folder with \(files.count) files") }
    }

    /// Makes the folder of what `write` puts into the one that it is given.
    package func fill(_ write: (URL) throws -> Void) throws {
        let manager = FileManager.default
        let name = ".onward-\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).partial"
        let partial = url.deletingLastPathComponent().appending(path: name)
        do {
            try manager.createDirectory(at: partial, withIntermediateDirectories: true)
        } catch {
            throw inaccessible(error)
        }
        do {
            try write(partial)
            // The system call, because it takes the place of an empty folder and of no other.
            guard rename(partial.path, url.path) == 0 else {
                throw occupied(String(cString: strerror(errno)))
            }
        } catch {
            try? manager.removeItem(at: partial)
            throw error
        }
    }

    private func occupied(_ got: String) -> FileError {
        FileError(
            .occupied, at: url, expected: "an empty folder or none", got: got,
            remedy: "choose another place")
    }

    private func inaccessible(_ error: any Error) -> FileError {
        FileError(
            .inaccessible, at: url, expected: "a place to write a folder to",
            got: error.localizedDescription, remedy: "check the permissions, or choose another")
    }
}
