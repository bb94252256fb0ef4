/// Lets layers and blocks be written one below the other in braces.
@resultBuilder
public enum ListBuilder<Element> {
    /// One element, as written on a line.
    public static func buildExpression(_ element: Element) -> [Element] { [element] }
    /// Lines one below the other.
    public static func buildBlock(_ parts: [Element]...) -> [Element] { parts.flatMap { $0 } }
    /// What a `for` loop yields, turn by turn.
    public static func buildArray(_ parts: [[Element]]) -> [Element] { parts.flatMap { $0 } }
    /// An `if` without `else`; nothing where it does not hold.
    public static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
    /// An `if` that holds.
    public static func buildEither(first part: [Element]) -> [Element] { part }
    /// An `else`.
    public static func buildEither(second part: [Element]) -> [Element] { part }
}
