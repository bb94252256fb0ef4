import Foundation
import OnwardSettings

/// A file that only ever grows, and that others may read meanwhile.
package struct GrowingFile: Sendable {
    package let url: URL

    package init(url: URL) { self.url = url }

    /// Writes behind what is there, at once for whoever reads it; makes the file where there is none.
    package func append(_ data: Data) throws(FileError) {
        try open { try $0.write(contentsOf: data) }
    }

    /// From now on a power failure takes nothing of it.
    package func settle() throws(FileError) { try open { try $0.synchronize() } }

    private func open(_ work: (FileHandle) throws -> Void) throws(FileError) {
        do {
            let manager = FileManager.default
            if !manager.fileExists(atPath: url.path) { try Data().write(to: url) }
            let handle = try FileHandle(forWritingTo: url)
            defer { try? handle.close() }
            try handle.seekToEnd()
            try work(handle)
        } catch {
            throw FileError(
                .inaccessible, at: url, expected: "a file that can be written",
                got: error.localizedDescription, remedy: "make room, or choose another folder")
        }
    }
}
