import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardSettings

/// How files write a value of the catalog: its name and its settings.
package enum NamedCoding {
    package struct Name: CodingKey {
        package let stringValue: String
        package var intValue: Int? { nil }
        package init(_ name: String) { stringValue = name }
        package init?(stringValue: String) { self.init(stringValue) }
        package init?(intValue: Int) { nil }
    }

    static func encode(
        _ value: some Encodable, name: String, to encoder: any Encoder
    ) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(value, forKey: Name(name))
    }

    /// Reads the one name, asks `find` for its type in the catalog that the decoder was handed, and
    /// refuses settings that the type has not. What `find` finds is a `Kind`.
    static func decode<Kind>(
        _ kind: String, from decoder: any Decoder,
        find: (Catalog, String) throws -> any Codable.Type
    ) throws -> Kind {
        let catalog = decoder.userInfo[.catalog] as? Catalog ?? .standard
        let container = try decoder.container(keyedBy: Name.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw SettingsError(
                kind, expected: "one name with its settings",
                got: container.allKeys.map(\.stringValue).sorted().joined(separator: ", "))
        }
        let value = try decode(find(catalog, key.stringValue), from: container, key)
        let known = try JSONFields.of(value).keys.sorted()
        let given = try container.nestedContainer(keyedBy: Name.self, forKey: key).allKeys
        for setting in given where !known.contains(setting.stringValue) {
            throw UnknownNameError(
                "setting of \(key.stringValue)", setting.stringValue, known: known)
        }
        guard let value = value as? Kind else {
            preconditionFailure("what the catalog finds for \(kind) is one")
        }
        return value
    }

    private static func decode<Value: Codable>(
        _ type: Value.Type, from container: KeyedDecodingContainer<Name>, _ key: Name
    ) throws -> any Codable {
        try container.decode(type, forKey: key)
    }
}

extension CodingUserInfoKey {
    /// Where a decoder keeps the catalog that names are looked up in.
    static let catalog = CodingUserInfoKey(name: "catalog")
    /// And the version that wrote what is decoded.
    static let version = CodingUserInfoKey(name: "version")

    private init(name: String) {
        guard let key = CodingUserInfoKey(rawValue: name) else {
            preconditionFailure("\(name) cannot be a key")
        }
        self = key
    }
}
