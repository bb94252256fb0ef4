/// Lets layers and blocks be written one below the other in braces.
@resultBuilder
package enum ListBuilder<Element> {
    package static func buildExpression(_ element: Element) -> [Element] { [element] }
    package static func buildBlock(_ parts: [Element]...) -> [Element] { parts.flatMap { $0 } }
    package static func buildArray(_ parts: [[Element]]) -> [Element] { parts.flatMap { $0 } }
    package static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
    package static func buildEither(first part: [Element]) -> [Element] { part }
    package static func buildEither(second part: [Element]) -> [Element] { part }
}
