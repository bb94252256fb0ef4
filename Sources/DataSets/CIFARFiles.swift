import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Finds CIFAR's files: in a folder, plain or .gz, in a folder of the archive's in it, or in the
/// archive itself.
struct CIFARFiles {
    let folder: URL
    /// The published archive's name.
    let archive: String

    func has(_ names: [String]) -> Bool {
        names.allSatisfy { place(of: $0) != nil } || isThere(folder.appending(path: archive))
    }

    /// The decompressed content of every file.
    func read(_ names: [String], remedy: String) throws(FileError) -> [String: [UInt8]] {
        let missing = names.filter { place(of: $0) == nil }
        if missing.isEmpty {
            var contents: [String: [UInt8]] = [:]
            for name in names {
                if let place = place(of: name) { contents[name] = try CIFARFiles.content(place) }
            }
            return contents
        }
        let archive = folder.appending(path: archive)
        guard isThere(archive) else {
            throw FileError(
                .missing, at: folder, expected: "\(self.archive) or its files",
                got: "a folder without \(missing.joined(separator: ", "))", remedy: remedy)
        }
        return try unpack(names, archive)
    }

    private func unpack(_ names: [String], _ url: URL) throws(FileError) -> [String: [UInt8]] {
        let archive = try TarArchive(url)
        var contents: [String: [UInt8]] = [:]
        func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
        while let entry = try archive.next(where: { names.contains(name($0)) }) {
            contents[name(entry.name)] = entry.content
        }
        let missing = names.filter { contents[$0] == nil }
        guard missing.isEmpty else {
            throw FileError(
                .damaged, at: url, expected: names.joined(separator: ", "),
                got: "an archive without \(missing.joined(separator: ", "))",
                remedy: "fetch the file again")
        }
        return contents
    }

    private func place(of name: String) -> URL? {
        let folders = ["", "cifar-10-batches-bin", "cifar-100-binary"]
        return folders.flatMap { folder in
            [name, name + ".gz"].map { self.folder.appending(path: folder).appending(path: $0) }
        }.first(where: isThere)
    }

    private func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    private static func content(_ url: URL) throws(FileError) -> [UInt8] {
        let file = try InflatedFile(url)
        var content: [UInt8] = []
        var chunk = try file.nextChunk()
        while !chunk.isEmpty {
            content += chunk
            chunk = try file.nextChunk()
        }
        return content
    }
}
