import Foundation
import OnwardData
import OnwardSettings

extension Catalog {
    /// The known data set with this name.
    package func dataSource(_ name: String) throws(UnknownNameError) -> any DataSource.Type {
        if let found = dataSources.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("data set", name, known: dataSources.map { $0.name })
    }

    package func augmentation(
        _ name: String
    ) throws(UnknownNameError) -> any Augmentation.Type {
        if let found = augmentations.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("augmentation", name, known: augmentations.map { $0.name })
    }

    package func preparation(
        _ name: String
    ) throws(UnknownNameError) -> any Preparation.Type {
        if let found = preparations.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("preparation", name, known: preparations.map { $0.name })
    }

    /// A data set by its name, or from a file or folder of a known form.
    public func dataset(
        _ nameOrPath: String, _ request: DataRequest = DataRequest()
    ) throws -> Dataset {
        if let source = dataSources.first(where: { $0.name == nameOrPath }) {
            try request.settings.check(known: source.settings, for: nameOrPath)
            return try source.load(request)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: nameOrPath, isDirectory: &isFolder) else {
            throw UnknownNameError(
                "data set, file or folder", nameOrPath, known: dataSources.map { $0.name })
        }
        let url = URL(fileURLWithPath: nameOrPath, isDirectory: isFolder.boolValue)
        guard let format = dataFormats.first(where: { $0.accepts(url) }) else {
            throw FileError(
                .damaged, at: nameOrPath,
                expected: dataFormats.map { $0.summary }.joined(separator: ", or "),
                got: isFolder.boolValue
                    ? "a folder that holds none of these" : "a file of another name",
                remedy: "check the path, or bring the data into one of these forms")
        }
        try request.settings.check(known: format.settings, for: format.summary)
        return try format.load(url, request)
    }

    /// What can be said of the data with this name or path; nil where there is none.
    package func dataSettings(of nameOrPath: String) -> [SettingDeclaration]? {
        if let source = dataSources.first(where: { $0.name == nameOrPath }) {
            return source.settings
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: nameOrPath, isDirectory: &isFolder) else {
            return nil
        }
        let url = URL(fileURLWithPath: nameOrPath, isDirectory: isFolder.boolValue)
        return dataFormats.first { $0.accepts(url) }?.settings
    }
}
