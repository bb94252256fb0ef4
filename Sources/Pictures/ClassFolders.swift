import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// Finds the pictures of a folder whose subfolders are classes.
///
/// Files are known by their endings; hidden files and folders are passed over. Folders in a class's
/// folder belong to the class, except behind symbolic links, which could lead in circles. Names that are
/// the same in one form of Unicode are one class.
struct ClassFolders {
    let path: FilePath
    /// The path in the data set's folder, with a slash at its end; empty for the folder itself.
    private let prefix: String

    /// A part of a data set: files and the classes that they are of.
    struct Part {
        var classes: [String]
        var files: [PictureFile] = []
        var labels: [Int32] = []
        /// Files that are no pictures by their names.
        var others: [String] = []
        /// Those that are pictures of other formats.
        var foreign = ForeignPictures()
    }

    init(_ url: URL) { self.init(FilePath(url), prefix: "") }

    private init(_ path: FilePath, prefix: String) { (self.path, self.prefix) = (path, prefix) }

    /// A folder in this one.
    func folder(_ entry: FolderEntry) -> ClassFolders {
        ClassFolders(path.appending(entry), prefix: "\(prefix)\(entry.name)/")
    }

    var folders: [FolderEntry] { ((try? path.entries()) ?? []).filter(\.isFolder) }

    /// The classes' names, in order.
    var names: [String] {
        folders.map(\.name).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// Whether there is a picture in any of the classes, or of the parts' classes.
    var hasPictures: Bool { folders.contains { folder($0).holdsPicture } }

    /// How many pictures are in no folder of their own.
    var loosePictureCount: Int { ((try? path.entries()) ?? []).count(where: isPicture) }

    private func isPicture(_ entry: FolderEntry) -> Bool {
        !entry.isFolder
            && (PictureFile.isNamed(entry.name) || ForeignFormat(named: entry.name) != nil)
    }

    private var holdsPicture: Bool {
        ((try? path.entries()) ?? []).contains { entry in
            isPicture(entry) || entry.isFolder && !entry.isLink && folder(entry).holdsPicture
        }
    }

    /// Every class's pictures.
    ///
    /// - Parameters:
    ///   - known: the classes that labels are numbers of; nil for those that are there.
    ///   - isWhole: whether each of these classes must have a folder.
    func read(known: [String]? = nil, isWhole: Bool = false) throws(FileError) -> Part {
        let folders = Dictionary(grouping: folders, by: \.name)
        var part = Part(classes: known ?? names)
        let strangers = names.filter { !part.classes.contains($0) }
        guard strangers.isEmpty else {
            throw FileError(
                .inconsistent, at: path.text,
                expected: "folders of the classes \(FileError.list(part.classes))",
                got: FileError.list(strangers),
                remedy: "rename these folders, or remove them")
        }
        let missing = part.classes.filter { folders[FolderEntry.name($0)] == nil }
        guard missing.isEmpty || !isWhole else {
            throw FileError(
                .inconsistent, at: path.text,
                expected: "folders of the classes \(FileError.list(part.classes))",
                got: "none of \(FileError.list(missing))",
                remedy: "bring back their folders, under the names they had")
        }
        var empty: [String] = []
        for (label, name) in part.classes.enumerated() {
            guard let own = folders[FolderEntry.name(name)] else { continue }
            let count = part.files.count
            for entry in own { try folder(entry).collect(Int32(label), into: &part) }
            if part.files.count == count { empty.append(name) }
        }
        guard empty.isEmpty else {
            throw missingPictures(
                "PNG or JPEG files in every class's folder", "none in \(FileError.list(empty))",
                part, remedy: "add some, or remove the folders")
        }
        return part
    }

    /// The folder's own pictures and those of all folders in it.
    func readUnlabelled() throws(FileError) -> Part {
        var part = Part(classes: [])
        try collect(0, into: &part)
        guard !part.files.isEmpty else {
            throw missingPictures(
                "PNG or JPEG files", "none", part, remedy: "give a folder with pictures")
        }
        return part
    }

    private func missingPictures(
        _ expected: String, _ got: String, _ part: Part, remedy: String
    ) -> FileError {
        let foreign = part.foreign
        return FileError(
            .missing, at: path.text, expected: expected,
            got: foreign.isEmpty ? got : "\(got), but \(foreign.description), which are not read",
            remedy: foreign.isEmpty ? remedy : foreign.conversion(in: path.text))
    }

    private func collect(_ label: Int32, into part: inout Part) throws(FileError) {
        for entry in try path.entries() {
            if entry.isFolder && !entry.isLink {
                try folder(entry).collect(label, into: &part)
            } else if PictureFile.isNamed(entry.name) {
                part.files.append(
                    PictureFile(path.appending(entry), name: prefix + entry.name))
                part.labels.append(label)
            } else if let format = ForeignFormat(named: entry.name) {
                part.foreign.take(format, named: entry.name)
            } else {
                part.others.append(prefix + entry.name)
            }
        }
    }
}
