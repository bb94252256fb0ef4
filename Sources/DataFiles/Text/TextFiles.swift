import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A text in a file.
package struct TextFile {
    let path: FilePath
    /// What it is called in its data set.
    package let name: String
    /// Larger ones are no texts to be read by a network.
    private static let greatestByteCount = 1 << 26

    package func read() throws(FileError) -> [UInt8] {
        let file = try InflatedFile(path)
        var text: [UInt8] = []
        while true {
            let chunk = try file.nextChunk()
            if chunk.isEmpty { return text }
            text += chunk
            guard text.count <= TextFile.greatestByteCount else {
                throw FileError(
                    .damaged, at: path.text,
                    expected: "a text of at most \(TextFile.greatestByteCount) bytes",
                    got: "more", remedy: "give a smaller part of it")
            }
        }
    }
}

/// Text files in folders.
package enum TextFiles {
    /// A file itself, the .txt files of a folder, or those in its folders of the classes' names.
    static func list(
        _ url: URL, classes: [String]?
    ) throws(FileError) -> [(file: TextFile, label: Int)] {
        let path = FilePath(url)
        guard let classes else {
            return path.isFolder
                ? try texts(in: path).map { ($0, 0) }
                : [(TextFile(path: path, name: FolderEntry.name(url.lastPathComponent)), 0)]
        }
        let folders = try entries(of: path).filter(\.isFolder)
        if let stranger = folders.first(where: { !classes.contains($0.name) }) {
            throw FileError(
                .inconsistent, at: url,
                expected: "folders of the classes \(FileError.list(classes))", got: stranger.name,
                remedy: "rename this folder, or remove it")
        }
        var files: [(file: TextFile, label: Int)] = []
        for (label, name) in classes.enumerated() {
            for folder in folders where folder.name == name {
                files += try texts(in: path.appending(folder), prefix: "\(folder.name)/")
                    .map { ($0, label) }
            }
        }
        guard !files.isEmpty else {
            throw FileError(
                .missing, at: url, expected: "a folder of .txt files for each class", got: "none",
                remedy: "give a folder with the folders \(FileError.list(classes))")
        }
        return files
    }

    /// The .txt files of a folder by their names.
    ///
    /// - Parameter prefix: the folder's path in the data set, with a slash at its end.
    package static func texts(
        in folder: FilePath, prefix: String = ""
    ) throws(FileError) -> [TextFile] {
        try entries(of: folder).filter { !$0.isFolder && $0.name.lowercased().hasSuffix(".txt") }
            .map { TextFile(path: folder.appending($0), name: prefix + $0.name) }
    }

    private static func entries(of folder: FilePath) throws(FileError) -> [FolderEntry] {
        do {
            return try folder.entries()
        } catch {
            throw FileError(
                .missing, at: folder.text, expected: "a folder of .txt files", got: error.got,
                remedy: "give a text file, or a folder with one folder of texts for each class")
        }
    }
}
