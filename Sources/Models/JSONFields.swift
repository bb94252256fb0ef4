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

    /// The same bytes for the same value, on one line. Numbers that are not finite are null.
    package static func line(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    /// The same over several lines, as a whole file.
    package static func page(_ value: some Encodable) throws -> String {
        try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n"
    }

    /// Stands where a number is none until it becomes null; a text that no one writes.
    private static let noNumber = "\u{E000}no number"

    /// The version that wrote what is being decoded.
    static func version(of decoder: any Decoder) -> Version {
        decoder.userInfo[.version] as? Version ?? .current
    }

    private static func text(
        _ value: some Encodable, _ form: JSONEncoder.OutputFormatting
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = form
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: noNumber, negativeInfinity: noNumber, nan: noNumber)
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        return text.contains(noNumber) ? text.replacing("\"\(noNumber)\"", with: "null") : text
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
