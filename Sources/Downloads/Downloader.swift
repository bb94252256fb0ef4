import Foundation
import OnwardData
import OnwardSettings

/// Fetches published data sets and checks that they are what was published.
///
/// A file grows under its name with `.part` behind it, so an interrupted download continues where
/// it ended. Only when the SHA-256 of the decompressed content is right does it get its name.
package struct Downloader: Sendable {
    /// Data sets become folders in this one.
    package let folder: URL
    /// Where the files are, instead of the data set's own home.
    package let mirror: String?

    package init(into folder: URL = DataFolders().cache, mirror: String? = nil) {
        self.folder = folder
        self.mirror = mirror
    }

    /// Fetches all files of a data set that are not there yet.
    ///
    /// - Returns: the data set's folder.
    @discardableResult
    package func download(
        _ source: any DownloadableSource.Type,
        progress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) async throws(FileError) -> URL {
        let target = folder.appending(path: source.name)
        let home = try address(mirror ?? source.mirror)
        do {
            try FileManager.default.createDirectory(
                at: target, withIntermediateDirectories: true)
        } catch {
            throw Transfer.unwritable(target, error)
        }
        for file in source.files {
            try await fetch(file, from: home, into: target, progress: progress)
        }
        return target
    }

    private func address(_ text: String) throws(FileError) -> URL {
        guard let url = URL(string: text), url.host != nil, ["http", "https"].contains(url.scheme)
        else {
            throw FileError(
                .refused, at: text, expected: "an http or https address", got: "'\(text)'",
                remedy: "give a mirror such as https://example.org/mnist/")
        }
        return url
    }

    private func fetch(
        _ file: RemoteFile, from home: URL, into target: URL,
        progress: @escaping @Sendable (DownloadProgress) -> Void
    ) async throws(FileError) {
        let final = target.appending(path: file.name)
        let size = Downloader.byteCount(of: final)
        if let size, (try? file.sum(of: final)) == file.checksum {
            progress(DownloadProgress(file: file.name, received: size, total: size))
            return
        }
        let part = final.appendingPathExtension("part")
        let url = home.appending(path: file.name)
        let report: @Sendable (Int, Int?) -> Void = {
            progress(DownloadProgress(file: file.name, received: $0, total: $1))
        }
        try prepare(part)
        if try await Transfer(url, appendingTo: part, progress: report).run() == .nothingThere {
            try remove(part)
            try prepare(part)
            _ = try await Transfer(url, appendingTo: part, progress: report).run()
        }
        try verify(part, against: file, from: url)
        try publish(part, as: final)
    }

    /// Deletes what is not the published file, so that the next attempt begins anew.
    private func verify(_ part: URL, against file: RemoteFile, from url: URL) throws(FileError) {
        let sum: String
        do {
            sum = try file.sum(of: part)
        } catch {
            if error.reason == .damaged { try remove(part) }
            throw error
        }
        guard sum == file.checksum else {
            try remove(part)
            throw FileError(
                .wrongChecksum, at: url,
                expected: "\(file.isOfContent ? "content" : "a file") of SHA-256 \(file.checksum)",
                got: sum, remedy: "it was deleted; try again, or name another mirror")
        }
    }

    /// Gives a finished file its name in one step that a crash cannot halve.
    private func publish(_ part: URL, as final: URL) throws(FileError) {
        guard rename(part.path, final.path) == 0 else {
            throw Transfer.unwritable(final, Downloader.lastError)
        }
        // The name is in the folder, so the folder too must reach the disk.
        let folder = open(final.deletingLastPathComponent().path, O_RDONLY)
        guard folder >= 0 else { throw Transfer.unwritable(final, Downloader.lastError) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Transfer.unwritable(final, Downloader.lastError) }
    }

    private func prepare(_ part: URL) throws(FileError) {
        guard Downloader.byteCount(of: part) == nil else { return }
        do {
            try Data().write(to: part)
        } catch {
            throw Transfer.unwritable(part, error)
        }
    }

    private func remove(_ part: URL) throws(FileError) {
        do {
            try FileManager.default.removeItem(at: part)
        } catch {
            throw Transfer.unwritable(part, error)
        }
    }

    private static var lastError: any Error {
        NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }

    private static func byteCount(of url: URL) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        return attributes.flatMap { $0[.size] as? Int }
    }
}
