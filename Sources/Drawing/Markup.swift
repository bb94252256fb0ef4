import Foundation

/// HTML or SVG. What is put into it as text is escaped by its type, so that no name from a file becomes
/// a tag:
///
///     let cell: Markup = "<td>\(name)</td>"
package struct Markup: Sendable, ExpressibleByStringInterpolation {
    package let text: String

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
    /// Parts one after the other, a line each.
    package init(_ parts: [Markup]) { text = parts.map(\.text).joined(separator: "\n") }

    /// What another program of one's own has written; nothing of it is escaped.
    package init(trusted text: String) { self.text = text }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ plain: some StringProtocol) {
            text += Markup.escaped(plain)
        }
        package mutating func appendInterpolation(_ markup: Markup?) { text += markup?.text ?? "" }
        package mutating func appendInterpolation(_ parts: [Markup]) { text += Markup(parts).text }
        package mutating func appendInterpolation(_ number: Int) { text += "\(number)" }
        /// A place in a picture, as short as it can be said.
        package mutating func appendInterpolation(_ place: Double) {
            text += String(format: "%.4g", place)
        }
    }

    /// Fit to stand between tags and in an attribute's quotation marks. What no page may hold becomes �.
    private static func escaped(_ plain: some StringProtocol) -> String {
        var result = ""
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.properties.generalCategory == .control
                let isNone = scalar.properties.isNoncharacterCodePoint
                result.unicodeScalars.append(isControl || isNone ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }
}
