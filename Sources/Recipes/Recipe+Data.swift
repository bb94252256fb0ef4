import Foundation
import OnwardCatalog
import OnwardData
import OnwardModels
import OnwardNetworks
import OnwardSettings

extension Recipe {
    /// Reads the data set that this recipe names, as it says.
    package func loadDataset() throws -> Dataset { try catalog.dataset(data.name, dataRequest) }

    /// Reads it again for a network that was trained on it.
    ///
    /// - Throws: `FileError` where it is prepared otherwise now, because it has changed.
    package func loadDataset(for network: Network) throws -> Dataset {
        let dataset = try loadDataset()
        let now = try Recipe.text(of: dataset.preparation)
        guard try now == Recipe.text(of: network.preparation) else {
            throw FileError(
                .inconsistent, at: data.name, expected: "the data that the model was trained on",
                got: "other columns, means or classes than the model's",
                remedy: "bring back the data as it was, or train a new model")
        }
        return dataset
    }

    /// Whether a name or path means the data of this recipe, however the path is written.
    package func isFor(_ nameOrPath: String) -> Bool {
        let isKnown = catalog.dataSources.contains { $0.name == data.name }
        return nameOrPath == data.name
            || !isKnown
                && URL(fileURLWithPath: nameOrPath).standardizedFileURL
                    == URL(fileURLWithPath: data.name).standardizedFileURL
    }

    /// What is asked of the data set beside its name.
    package var dataRequest: DataRequest {
        DataRequest(
            directory: data.directory.map { URL(fileURLWithPath: $0) }, seed: run.seed,
            settings: data.options)
    }

    private static func text(of preparation: (any Preparation)?) throws -> String? {
        try preparation.map { try JSONFields.line(PreparationSpec($0)) }
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
