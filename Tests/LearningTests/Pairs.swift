import Testing

/// What lies at the same place of two lists. A test that compares nothing, or not all, fails.
func pairs<One: Collection, Other: Collection>(
    _ one: One, _ other: Other, at place: SourceLocation = #_sourceLocation
) -> Zip2Sequence<One, Other> {
    if one.isEmpty || one.count != other.count {
        Issue.record("\(one.count) beside \(other.count) to compare", sourceLocation: place)
    }
    return zip(one, other)
}
