import Foundation
import OnwardData
import OnwardSettings

/// A path as the file system has it: bytes, which need not be text.
///
/// What two programs write as `é` can be one character or two, so a path that was made of a name is not
/// always one that is there: paths are made of the bytes that were found.
package struct FilePath: Sendable, Hashable {
    private let bytes: [UInt8]

    package init(_ url: URL) { self.init(url.path) }

    package init(_ path: String) { bytes = Array(path.utf8) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    package func appending(_ entry: FolderEntry) -> FilePath { appending(entry.bytes) }

    private func appending(_ name: [UInt8]) -> FilePath {
        FilePath(bytes: bytes + [UInt8(ascii: "/")] + name)
    }

    /// For the eye.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What a system call is told.
    package var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// A link to a folder is one as well.
    package var isFolder: Bool {
        var status = stat()
        return stat(cString, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What a folder holds, by name; what is hidden is left out.
    package func entries() throws(FileError) -> [FolderEntry] {
        guard let folder = opendir(cString) else {
            throw FileError(
                .inaccessible, at: text, expected: "a folder that can be read",
                got: String(cString: strerror(errno)),
                remedy: "check that it exists and its permissions")
        }
        defer { closedir(folder) }
        var entries: [FolderEntry] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard name.first != UInt8(ascii: ".") else { continue }
            // What is neither a file nor a folder by the list is looked at: links, and everything
            // where a file system does not say.
            let type = Int(entry.pointee.d_type)
            entries.append(
                FolderEntry(
                    bytes: name,
                    isFolder: type == DT_DIR || type != DT_REG && appending(name).isFolder,
                    isLink: type == DT_LNK))
        }
        return entries.sorted {
            $0.name == $1.name
                ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.name < $1.name
        }
    }
}
