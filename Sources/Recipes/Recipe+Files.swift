import Foundation
import OnwardCatalog
import OnwardModels
import Yams

extension Recipe {
    /// The defaults, overridden by a file's settings, overridden by flags.
    ///
    /// - Parameters:
    ///   - file: a YAML file; nil for none.
    ///   - flags: settings under the names that the file would use.
    package init(file: URL?, flags: [String: Any]) throws {
        var settings = try Recipe.settings(in: Recipe().yaml)
        if let file {
            settings.merge(try Recipe.settings(in: file)) { $1 }
            if flags["network"] != nil { settings["blocks"] = nil }
        }
        settings.merge(flags.mapValues { Node("\($0)") }) { $1 }
        let known = CodingKeys.allCases.map(\.rawValue)
        for key in settings.keys.sorted() where !known.contains(key) {
            throw UnknownNameError("recipe key", key, known: known)
        }
        let all = Node(settings.map { (Node($0), $1) })
        do {
            self = try YAMLDecoder().decode(Recipe.self, from: all)
        } catch let error as DecodingError {
            throw RecipeError(error, in: all)
        }
    }

    private static func settings(in file: URL) throws -> [String: Node] {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw RecipeError(
                "the recipe \(file.path) cannot be read: \(error.localizedDescription)")
        }
        do {
            return try settings(in: text)
        } catch let error as YamlError {
            throw RecipeError("the recipe \(file.path) is not readable YAML: \(error)")
        } catch let error as RecipeError {
            throw RecipeError("the recipe \(file.path) \(error)")
        }
    }

    /// Values stay as they are written: what kind they are is for the settings to say.
    private static func settings(in yaml: String) throws -> [String: Node] {
        guard let content = try Yams.compose(yaml: yaml) else { return [:] }
        guard let mapping = content.mapping else {
            throw RecipeError("must be a list of \"name: value\" lines")
        }
        let named = try mapping.map { name, value in
            guard let name = name.string else { throw RecipeError("has a name that is no text") }
            return (name, value)
        }
        return Dictionary(named) { $1 }
    }

    /// The recipe as a file that runs again as it is.
    ///
    /// JSON is YAML too, and its encoder writes every number exactly; Yams's own does not.
    package var yaml: String {
        get throws {
            let fields = try Recipe.settings(in: JSONFields.line(self))
            let named = CodingKeys.allCases.compactMap { key in
                fields[key.rawValue].map { (Node(key.rawValue), Recipe.plain($0)) }
            }
            return try Yams.serialize(node: Node(named))
        }
    }

    /// Without JSON's brackets, and with quotation marks only where YAML needs them.
    private static func plain(_ node: Node) -> Node {
        switch node {
        case .scalar(let scalar) where scalar.style == .doubleQuoted:
            .scalar(scalar.string.represented())
        case .mapping(let mapping):
            Node(mapping.map { (plain($0), plain($1)) })
        case .sequence(let sequence):
            Node(sequence.map(plain))
        default:
            node
        }
    }
}
