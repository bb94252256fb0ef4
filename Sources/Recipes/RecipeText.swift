import Foundation
import OnwardSettings
import Yams

/// Recipes as YAML: one line for each setting, under its key.
///
///     version: 0.2.0
///     data: fashion-mnist
///     lr: 0.001
struct RecipeText {
    let sheet: RecipeSheet

    /// - Parameters:
    ///   - name: what errors call it.
    ///   - unversioned: whose defaults stand for what is missing, where it names no version.
    /// - Throws: `SettingsError` for what is no setting, and for a version that is to come.
    func values(
        in yaml: String, of name: String, unversioned: Version
    ) throws -> SettingValues {
        var values = SettingValues([:], version: unversioned)
        guard let content = try compose(yaml, of: name) else { return values }
        guard let mapping = content.mapping else {
            throw RecipeError(
                name, expected: "lines \"name: value\"", got: RecipeError.name(of: content))
        }
        for (key, node) in mapping {
            guard let key = key.string else {
                throw RecipeError(
                    name, expected: "names that are texts", got: RecipeError.name(of: key))
            }
            if isNothing(node) { continue }
            values[key] = try text(of: node, key)
        }
        if let version = values[RecipeKey.version] {
            values[RecipeKey.version] = nil
            values.version = try RecipeText.version(version)
        }
        try sheet.checkKeys(of: values)
        return values
    }

    private func compose(_ yaml: String, of name: String) throws -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw RecipeError(name, expected: "readable YAML", got: "\(error)")
        }
    }

    private func isNothing(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// Throws for a version that is to come: its defaults are not known.
    static func version(_ text: String) throws(SettingsError) -> Version {
        guard let version = Version(text), version <= .current else {
            throw SettingsError(
                RecipeKey.version, expected: "a version up to \(Version.current)", got: text,
                remedy: "use the version of Onward that wrote it")
        }
        return version
    }

    /// Values stay as they are written: what kind they are is for the settings to say.
    private func text(of node: Node, _ key: String) throws -> String {
        if let text = node.scalar?.string { return text }
        guard sheet[key]?.declaration.kind == .structure else {
            throw SettingsError(key, expected: "a single value", got: RecipeError.name(of: node))
        }
        return try Yams.serialize(node: node)
    }

    /// All settings with this version in front: a file that runs again as it is.
    func yaml(_ values: SettingValues) throws -> String {
        let lines = try sheet.entries.compactMap { entry -> (Node, Node)? in
            let declaration = entry.declaration
            guard let text = values[declaration.key] else { return nil }
            return (Node(declaration.key), try node(text, declaration.kind))
        }
        return try Yams.serialize(
            node: Node([(Node(RecipeKey.version), Node("\(values.version)"))] + lines))
    }

    /// With quotation marks only where YAML needs them.
    private func node(_ text: String, _ kind: SettingKind) throws -> Node {
        guard kind != .structure else {
            return RecipeText.plain(try Yams.compose(yaml: text) ?? Node([Node]()))
        }
        let isNumber = kind.isPlain && (Double(text) != nil || Bool(text) != nil)
        return isNumber ? Node(text) : try Node(text.represented())
    }

    /// Without JSON's brackets.
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
