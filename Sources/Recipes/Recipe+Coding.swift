import OnwardModels
import OnwardSettings

/// As JSON, the same keys as in a file, numbers as numbers.
extension Recipe: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: NamedCoding.Name.self)
        // The first version did not say so.
        var values = SettingValues([:], version: .first)
        for key in container.allKeys where try !container.decodeNil(forKey: key) {
            values[key.stringValue] = try Recipe.text(of: key, in: container)
        }
        if let version = values[RecipeKey.version] {
            values[RecipeKey.version] = nil
            values.version = try RecipeText.version(version)
        }
        try self.init(values)
    }

    private static func text(
        of key: NamedCoding.Name, in container: KeyedDecodingContainer<NamedCoding.Name>
    ) throws -> String {
        if let text = try? container.decode(String.self, forKey: key) { return text }
        if let flag = try? container.decode(Bool.self, forKey: key) { return "\(flag)" }
        if let number = try? container.decode(UInt64.self, forKey: key) { return "\(number)" }
        if let number = try? container.decode(Double.self, forKey: key) {
            return SettingText.of(number)
        }
        return try JSONFields.line(container.decode([[LayerSpec]].self, forKey: key))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: NamedCoding.Name.self)
        let values = values
        try container.encode("\(values.version)", forKey: NamedCoding.Name(RecipeKey.version))
        for entry in RecipeSheet(catalog).entries {
            let (key, kind) = (entry.declaration.key, entry.declaration.kind)
            guard let text = values[key] else { continue }
            let name = NamedCoding.Name(key)
            switch kind {
            case .structure: try container.encode(network.blocks, forKey: name)
            case .flag, .truth: try container.encode(Bool(text), forKey: name)
            case .number, .whole: try encode(number: text, forKey: name, in: &container)
            case .choice, .text, .path: try container.encode(text, forKey: name)
            }
        }
    }

    private func encode(
        number text: String, forKey key: NamedCoding.Name,
        in container: inout KeyedEncodingContainer<NamedCoding.Name>
    ) throws {
        if let number = UInt64(text) {
            try container.encode(number, forKey: key)
        } else if let number = Double(text) {
            try container.encode(number, forKey: key)
        } else {
            try container.encode(text, forKey: key)
        }
    }
}
