import Foundation
import OnwardCatalog
import OnwardData
import OnwardSettings

extension Recipe {
    /// Reads the data set that this recipe names, as it says.
    ///
    /// - Parameter known: what a network knows of it; nil for data that is read for the first time.
    package func loadDataset(_ known: KnownData? = nil) throws -> Dataset {
        var request = dataRequest
        request.known = known
        return try catalog.dataset(data.name, request)
    }

    /// Whether its data is known by name, and not a file or folder.
    package var namesKnownData: Bool { catalog.dataSources.contains { $0.name == data.name } }

    /// Whether a name or path means the data of this recipe, however the path is written.
    package func isFor(_ nameOrPath: String) -> Bool {
        nameOrPath == data.name
            || !namesKnownData
                && URL(fileURLWithPath: nameOrPath).standardizedFileURL
                    == URL(fileURLWithPath: data.name).standardizedFileURL
    }

    /// What is asked of the data set beside its name.
    package var dataRequest: DataRequest {
        DataRequest(
            directory: data.directory.map { URL(fileURLWithPath: $0) }, seed: run.seed,
            settings: data.options)
    }
}

extension RecipeData {
    /// Takes what was given for the kind of data. What only says a default says nothing.
    mutating func take(_ given: SettingValues, _ sheet: RecipeSheet) {
        options.version = given.version
        for declaration in sheet.dataDeclarations
        where given[declaration.key] != declaration.default(in: given.version) {
            options[declaration.key] = given[declaration.key]
        }
    }

    /// All its settings, and those of its kind where the data is there to tell.
    func completed(_ catalog: Catalog) -> SettingValues {
        var values = self.values.overridden(by: SettingValues().overridden(by: options))
        for declaration in catalog.dataSettings(of: name) ?? []
        where values[declaration.key] == nil {
            values[declaration.key] = declaration.default(in: options.version)
        }
        return values
    }
}
