import Foundation
import OnwardData
import OnwardSettings

/// Finds the pictures of a folder whose subfolders are classes.
///
/// Files are known by their endings; hidden files and folders are passed over. Folders in a class's
/// folder belong to the class, except behind symbolic links, which could lead in circles.
struct ClassFolders {
    let url: URL

    /// A part of a data set: files and the classes that they are of.
    struct Part {
        var classes: [String]
        var files: [PictureFile] = []
        var labels: [Int32] = []
        /// Files that are no pictures by their names, relative to the folder.
        var others: [String] = []
    }

    /// The parts that a data set's folder can be divided into, by what they are called.
    enum Role: CaseIterable {
        case train, test

        var names: [String] {
            switch self {
            case .train: ["train", "training"]
            case .test: ["test", "testing", "val", "valid", "validation"]
            }
        }
    }

    /// The part's own folder, the first of its names; nil where the folder is not divided. A class
    /// may be called `train` as well: its folder has pictures in it, not folders.
    func part(_ role: Role) -> ClassFolders? {
        role.names.lazy.map { ClassFolders(url: url.appending(path: $0)) }
            .first { !$0.names.isEmpty }
    }

    /// The classes' names, in order.
    var names: [String] { ((try? entries("")) ?? []).filter(isFolder) }

    /// Whether there is a picture in any of the classes, or of the parts' classes.
    var hasPictures: Bool { names.contains(where: hasPicture) }

    /// Every class's pictures.
    ///
    /// - Parameter known: the classes that labels are numbers of; nil for those that are there.
    func read(known: [String]? = nil) throws(FileError) -> Part {
        let names = names
        var part = Part(classes: known ?? names)
        let strangers = names.filter { !part.classes.contains($0) }
        guard strangers.isEmpty else {
            throw FileError(
                .inconsistent, at: url,
                expected: "folders of the classes \(FileError.list(part.classes))",
                got: FileError.list(strangers),
                remedy: "rename these folders, or remove them")
        }
        var empty: [String] = []
        for (label, name) in part.classes.enumerated() where names.contains(name) {
            let count = part.files.count
            try collect(name, label: Int32(label), into: &part)
            if part.files.count == count { empty.append(name) }
        }
        guard empty.isEmpty else {
            throw FileError(
                .missing, at: url, expected: "PNG or JPEG files in every class's folder",
                got: "none in \(FileError.list(empty))",
                remedy: "add some, or remove the folders")
        }
        return part
    }

    /// The folder's own pictures and those of all folders in it.
    func readUnlabelled() throws(FileError) -> Part {
        var part = Part(classes: [])
        try collect("", label: 0, into: &part)
        guard !part.files.isEmpty else {
            throw FileError(
                .missing, at: url, expected: "PNG or JPEG files", got: "none",
                remedy: "give a folder with pictures")
        }
        return part
    }

    private func collect(
        _ folder: String, label: Int32, into part: inout Part
    ) throws(FileError) {
        for name in try entries(folder) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if PictureFile.isNamed(name) {
                part.files.append(PictureFile(path: url.appending(path: path).path))
                part.labels.append(label)
            } else if isFolder(path) && !isLink(path) {
                try collect(path, label: label, into: &part)
            } else {
                part.others.append(path)
            }
        }
    }

    private func hasPicture(_ folder: String) -> Bool {
        ((try? entries(folder)) ?? []).contains { name in
            let path = "\(folder)/\(name)"
            return PictureFile.isNamed(name) || isFolder(path) && !isLink(path) && hasPicture(path)
        }
    }

    /// Names in a folder, in order.
    private func entries(_ folder: String) throws(FileError) -> [String] {
        let place = url.appending(path: folder)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: place.path)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw FileError(
                .inaccessible, at: place, expected: "a folder that can be read",
                got: error.localizedDescription,
                remedy: "check that it exists and its permissions")
        }
    }

    private func isFolder(_ path: String) -> Bool {
        ClassFolders.isFolder(url.appending(path: path))
    }

    static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private func isLink(_ path: String) -> Bool {
        let place = url.appending(path: path).path
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: place)) != nil
    }
}
