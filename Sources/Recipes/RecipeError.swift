import Foundation
import OnwardSettings
import Yams

/// A recipe says something that cannot be done.
package struct RecipeError: OnwardError {
    package let description: String

    package var kind: ErrorKind { .input }
    package var subject: String { "recipe" }
    package var expected: String { "settings that can be followed" }
    package var got: String? { description }

    package init(_ description: String) { self.description = description }

    /// A setting that is missing or of another kind than its name calls for.
    ///
    /// - Parameter settings: what was decoded, to say what stands in the setting's place.
    init(_ error: DecodingError, in settings: Node) {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let found = context.codingPath.reduce(settings as Node?) { node, key in
                key.intValue.map { node?[$0] } ?? node?[key.stringValue]
            }
            description = """
                recipe: \(RecipeError.path(context)) must be \(RecipeError.name(of: type)), not \
                \(found?.string ?? (found?.sequence == nil ? "names with settings" : "a list"))
                """
        case .dataCorrupted(let context):
            description = "recipe: \(RecipeError.path(context)): \(context.debugDescription)"
        case .keyNotFound(let key, let context):
            description =
                "recipe: \(RecipeError.path(context)) needs the setting \"\(key.stringValue)\""
        @unknown default:
            description = "recipe: \(error)"
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map { key in
            key.intValue.map { "number \($0 + 1)" } ?? key.stringValue
        }.joined(separator: " → ")
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
