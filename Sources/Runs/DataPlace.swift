import Foundation
import OnwardModels
import OnwardRecipes
import OnwardSafetensors

/// Where a run found its data: `data.json` in its folder, so that the data is found again from another
/// working folder, and where run and data were moved together.
///
/// A model says no more than what its data is called: no path leaves with it.
package struct DataPlace: Codable, Equatable {
    /// Of a file or folder, from the root; nil for a data set that is known by name.
    var path: String?
    /// The same from the run's folder.
    var fromRun: String?
    /// The folder in which known data sets are looked for first, from the root.
    var directory: String?

    static let name = "data.json"

    private enum CodingKeys: String, CodingKey {
        case path
        case fromRun = "from_run"
        case directory
    }

    package init(of recipe: Recipe, for folder: URL) {
        if !recipe.namesKnownData {
            let url = URL(fileURLWithPath: recipe.data.name).standardizedFileURL
            path = url.path
            fromRun = DataPlace.path(from: folder.standardizedFileURL, to: url)
        }
        directory = recipe.data.directory.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    }

    package func write(to folder: URL) throws {
        try AtomicFile.write(
            Data(try JSONFields.page(self).utf8),
            to: folder.appending(path: DataPlace.name))
    }

    /// The same path, up from one folder and down to a file or folder.
    private static func path(from folder: URL, to url: URL) -> String {
        let (start, end) = (folder.pathComponents, url.pathComponents)
        let shared = zip(start, end).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: start.count - shared)
        return (up + end.dropFirst(shared)).joined(separator: "/")
    }
}

extension Recipe {
    /// With the data where the run of a folder found it, or where it lies by that folder now.
    ///
    /// - Parameter url: a run's folder or a file in it; one that says nothing changes nothing.
    package func placed(by url: URL) -> Recipe {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
        guard let text = try? Data(contentsOf: folder.appending(path: DataPlace.name)),
            let place = try? JSONDecoder().decode(DataPlace.self, from: text)
        else { return self }
        func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
        var recipe = self
        let nearby = place.fromRun.map {
            folder.standardizedFileURL.appending(path: $0).standardizedFileURL.path
        }
        if let found = [place.path, nearby].compactMap(\.self).first(where: isThere) {
            recipe.data.name = found
        }
        if let directory = place.directory, isThere(directory) {
            recipe.data.directory = directory
        }
        return recipe
    }

    /// As a model says it: its data is called something, and lies nowhere.
    package var withoutPaths: Recipe {
        var recipe = self
        if !namesKnownData {
            recipe.data.name = URL(fileURLWithPath: data.name).lastPathComponent
        }
        (recipe.data.directory, recipe.run.offload) = (nil, nil)
        recipe.network.pretrained = network.pretrained.map {
            URL(fileURLWithPath: $0).lastPathComponent
        }
        return recipe
    }
}
