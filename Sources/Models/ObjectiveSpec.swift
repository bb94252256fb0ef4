import OnwardCatalog
import OnwardObjectives
import OnwardSettings

/// An objective as model files write it: its name, and all its settings as recipes have them.
///
///     goodness-contrast: {goodness: sum, threshold: width, …}
package struct ObjectiveSpec: Codable, Sendable {
    package let objective: any Objective

    package init(_ objective: any Objective) { self.objective = objective }

    /// A setting that is missing is the default of the version that wrote the file.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: NamedCoding.Name.self)
        guard let name = container.allKeys.first, container.allKeys.count == 1,
            let settings = try? container.decode([String: String].self, forKey: name)
        else {
            objective = try ObjectiveSpec.ofFirstVersion(decoder)
            return
        }
        let catalog = decoder.userInfo[.catalog] as? Catalog ?? .standard
        let type = try catalog.objective(name.stringValue)
        let values = SettingValues(settings, version: JSONFields.version(of: decoder))
        try values.check(known: type.declarations, for: type.name)
        objective = try type.init(values)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: NamedCoding.Name.self)
        let values = objective.values
        let settings = values.keys.map { ($0, values[$0] ?? "") }
        try container.encode(
            Dictionary(uniqueKeysWithValues: settings),
            forKey: NamedCoding.Name(type(of: objective).name))
    }

    /// Version 0.1.0 wrote objectives as Swift's types are made of parts.
    private static func ofFirstVersion(_ decoder: any Decoder) throws -> any Objective {
        try NamedCoding.decode("an objective", from: decoder) { try $0.objective($1) }
    }
}
