import Foundation
import OnwardSettings

/// A file that appears at its path whole or not at all.
///
/// It is filled under a temporary name in the same folder, brought to the disk and then renamed, so
/// whoever opens the path meets the old content or the new, even after a power failure. Should
/// anything go wrong the temporary file is removed and the old one stays.
///
///     try AtomicFile.write(to: url) { file throws(FileError) in
///         try file.append(matrix.bytes)
///     }
package struct AtomicFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let temporaryPath: String

    /// Replaces the file at `url` with what `fill` appends.
    package static func write(
        to url: URL, _ fill: (borrowing AtomicFile) throws(FileError) -> Void
    ) throws(FileError) {
        let file = try begin(url)
        do {
            try fill(file)
            try file.finish()
        } catch {
            unlink(file.temporaryPath)
            throw error
        }
        file.settleFolder()
    }

    /// Replaces the file at `url` with `data`.
    package static func write(_ data: Data, to url: URL) throws(FileError) {
        try write(to: url) { file throws(FileError) in try file.append(data.bytes) }
    }

    /// Writes all the bytes behind those that came before.
    package func append(_ bytes: RawSpan) throws(FileError) {
        let failure: Int32? = bytes.withUnsafeBytes { source in
            var done = 0
            while done < source.count {
                let count = Foundation.write(
                    descriptor, source.baseAddress.map { $0 + done }, source.count - done)
                if count > 0 {
                    done += count
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
        if let failure { throw AtomicFile.error(failure, at: path) }
    }

    /// Opens the temporary file. A link is followed, so that it goes on pointing to the file; a
    /// device, pipe or folder is refused, because renaming would put a file in its place.
    private static func begin(_ url: URL) throws(FileError) -> AtomicFile {
        let target = url.resolvingSymlinksInPath()
        var status = stat()
        if stat(target.path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw FileError(
                .occupied, at: target, expected: "a file, or none yet",
                got: "a folder, device or pipe", remedy: "choose another path")
        }
        let name = ".onward-" + String(UInt64.random(in: 0...UInt64.max), radix: 16) + ".partial"
        let temporary = target.deletingLastPathComponent().appendingPathComponent(name).path
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw error(errno, at: target.path)
        }
        return AtomicFile(descriptor: descriptor, path: target.path, temporaryPath: temporary)
    }

    deinit { close(descriptor) }

    /// The content reaches the disk before the name does: the other way round a power failure could
    /// leave the new name on an empty file.
    private func finish() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw AtomicFile.error(errno, at: path) }
        guard rename(temporaryPath, path) == 0 else { throw AtomicFile.error(errno, at: path) }
    }

    /// Asks the disk to keep the new name. Not every file system can; without it a power failure
    /// may bring the old file back, which is whole as well, so a refusal is no error.
    private func settleFolder() {
        let folder = open(
            URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func error(_ code: Int32, at path: String) -> FileError {
        FileError(code, at: path, expected: "a file that can be written")
    }
}
