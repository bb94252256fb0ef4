import Foundation
import OnwardData
import OnwardSettings

/// Arrays by their names: an NPZ file, or a folder with NPY files.
struct ArrayFiles {
    let url: URL
    private let archive: ZipArchive?
    /// Without endings, in order.
    let names: [String]

    init(_ url: URL) throws(FileError) {
        self.url = url
        if url.pathExtension.lowercased() == "npz" {
            let archive = try ZipArchive(url)
            self.archive = archive
            names = ArrayFiles.arrays(archive.entries.map(\.name))
        } else {
            archive = nil
            names = ArrayFiles.arrays(ArrayFiles.files(in: url))
        }
    }

    /// Names of files in a folder, none where it is no folder.
    static func files(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    private static func arrays(_ files: [String]) -> [String] {
        files.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }.sorted()
    }

    func open(_ name: String) throws(FileError) -> NPYArray {
        guard let archive else {
            return try NPYArray(InflatedFile(url.appending(path: name + ".npy")))
        }
        guard let entry = archive.entries.first(where: { $0.name == name + ".npy" }) else {
            preconditionFailure("\(name) is not among \(names)")
        }
        return try NPYArray(ZipEntryFile(entry, in: archive))
    }
}
