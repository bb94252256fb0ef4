import Foundation
import OnwardData

extension Catalog {
    /// The known data set with this name.
    public static func dataSource(_ name: String) throws(UnknownNameError) -> any DataSource.Type {
        if let found = dataSources.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("data set", name, known: dataSources.map { $0.name })
    }

    public static func augmentation(
        _ name: String
    ) throws(UnknownNameError) -> any Augmentation.Type {
        if let found = augmentations.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("augmentation", name, known: augmentations.map { $0.name })
    }

    /// A data set by its name, or from a folder with the four IDX files.
    ///
    /// - Parameter directory: where to look for known sets before the usual places.
    public static func dataset(_ nameOrPath: String, directory: URL? = nil) throws -> Dataset {
        if let source = dataSources.first(where: { $0.name == nameOrPath }) {
            return try source.load(dataDirectory: directory)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: nameOrPath, isDirectory: &isFolder) else {
            throw UnknownNameError(
                "data set", nameOrPath, known: dataSources.map { $0.name } + ["a folder's path"])
        }
        return try IDXFolder(URL(fileURLWithPath: nameOrPath)).load()
    }
}
