import Foundation
import OnwardData
import OnwardSettings

/// A file that is read in places.
final class ArchiveFile {
    let url: URL
    let byteCount: Int
    private let handle: FileHandle

    init(_ url: URL) throws(FileError) {
        self.url = url
        do {
            handle = try FileHandle(forReadingFrom: url)
            byteCount = Int(try handle.seekToEnd())
        } catch {
            throw ArchiveFile.unreadable(url, error)
        }
    }

    deinit { try? handle.close() }

    /// - Throws: `FileError` where the file ends before.
    func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset + count <= byteCount else {
            throw damaged("an end after \(byteCount) bytes, where \(offset + count) were to come")
        }
        do {
            try handle.seek(toOffset: UInt64(offset))
            return [UInt8](try handle.read(upToCount: count) ?? Data())
        } catch {
            throw ArchiveFile.unreadable(url, error)
        }
    }

    func damaged(_ got: String) -> FileError {
        FileError(
            .damaged, at: url, expected: "a whole archive", got: got,
            remedy: "fetch or write the file again")
    }

    private static func unreadable(_ url: URL, _ error: any Error) -> FileError {
        FileError(
            .inaccessible, at: url, expected: "a file that can be read",
            got: error.localizedDescription, remedy: "check that it exists and its permissions")
    }
}
