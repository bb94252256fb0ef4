import Foundation
import OnwardCatalog
import OnwardSettings

/// Values as the JSON that files and screens hold.
package enum JSONFields {
    /// The names and values that a setting encodes to.
    package static func of(_ value: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
        return object as? [String: Any] ?? [:]
    }

    /// The same bytes for the same value, on one line.
    package static func line(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    /// The same over several lines, as a whole file.
    package static func page(_ value: some Encodable) throws -> String {
        try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n"
    }

    /// The version that wrote what is being decoded.
    static func version(of decoder: any Decoder) -> Version {
        decoder.userInfo[.version] as? Version ?? .current
    }

    private static func text(
        _ value: some Encodable, _ form: JSONEncoder.OutputFormatting
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = form
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Parameters:
    ///   - version: that wrote it.
    ///   - catalog: where layers, objectives and preparations are looked up by name.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, version: Version = .current,
        catalog: Catalog = .standard
    ) throws -> Value {
        let decoder = JSONDecoder()
        decoder.userInfo[.version] = version
        decoder.userInfo[.catalog] = catalog
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
