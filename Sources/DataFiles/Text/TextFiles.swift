import Foundation
import OnwardData
import OnwardSettings

/// Text files in folders.
package enum TextFiles {
    /// A larger one is no text to be read by a network.
    private static let greatestByteCount = 1 << 26

    /// A file itself, the .txt files of a folder, or those in its folders of the classes' names.
    static func list(
        _ url: URL, classes: [String]?
    ) throws(FileError) -> [(file: URL, label: Int)] {
        if let classes {
            var files: [(file: URL, label: Int)] = []
            for (label, name) in classes.enumerated() {
                files += try texts(in: url.appending(path: name)).map { ($0, label) }
            }
            return files
        }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        return isThere && isFolder.boolValue ? try texts(in: url).map { ($0, 0) } : [(url, 0)]
    }

    /// The .txt files of a folder by their names.
    package static func texts(in folder: URL) throws(FileError) -> [URL] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw FileError(
                .missing, at: folder, expected: "a folder of .txt files",
                got: error.localizedDescription,
                remedy: "give a text file, or a folder with one folder of texts for each class")
        }
        return names.filter { $0.hasSuffix(".txt") }.sorted().map { folder.appending(path: $0) }
    }

    package static func read(_ url: URL) throws(FileError) -> [UInt8] {
        let file = try InflatedFile(url)
        var text: [UInt8] = []
        while true {
            let chunk = try file.nextChunk()
            if chunk.isEmpty { return text }
            text += chunk
            guard text.count <= greatestByteCount else {
                throw FileError(
                    .damaged, at: url, expected: "a text of at most \(greatestByteCount) bytes",
                    got: "more", remedy: "give a smaller part of it")
            }
        }
    }
}
