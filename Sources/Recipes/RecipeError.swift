import Foundation
import OnwardSettings
import Yams

/// A recipe cannot be read, or some part of a structure in it cannot be what it is to be.
package struct RecipeError: OnwardError {
    package var kind: ErrorKind { .input }
    package let subject: String
    package let setting: String?
    package let expected: String
    package let got: String?

    /// - Parameter name: what the recipe is called, with its file's path where it has one.
    init(_ name: String, expected: String, got: String) {
        (subject, setting) = (name, nil)
        (self.expected, self.got) = (expected, got)
    }

    /// A part of a setting that is missing or of another kind than its name calls for.
    ///
    /// - Parameter settings: what was decoded, to say what stands in the part's place.
    init(_ error: DecodingError, in settings: Node) {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self.init(context, in: settings, expected: RecipeError.name(of: type))
        case .dataCorrupted(let context):
            self.init(context, in: settings, expected: context.debugDescription)
        case .keyNotFound(let key, let context):
            self.init(context, expected: "given its setting \"\(key.stringValue)\"", got: nil)
        @unknown default:
            self.init("a recipe", expected: "what can be decoded", got: "\(error)")
        }
    }

    private init(
        _ context: DecodingError.Context, in settings: Node, expected: String
    ) {
        let found = context.codingPath.reduce(settings as Node?) { node, key in
            key.intValue.map { node?[$0] } ?? node?[key.stringValue]
        }
        self.init(context, expected: expected, got: found.map(RecipeError.name))
    }

    private init(_ context: DecodingError.Context, expected: String, got: String?) {
        subject = context.codingPath.map { key in
            key.intValue.map { "number \($0 + 1)" } ?? key.stringValue
        }.joined(separator: " → ")
        setting = context.codingPath.first?.stringValue
        (self.expected, self.got) = (expected, got)
    }

    /// What stands at a place.
    static func name(of node: Node) -> String {
        node.scalar?.string ?? (node.sequence == nil ? "names with settings" : "a list")
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is Int.Type: "a whole number"
        case is UInt64.Type: "a whole number from 0 on"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        case is Node.Sequence.Type: "a list"
        case is Node.Mapping.Type: "a name with its settings"
        default: "a single value"
        }
    }
}
