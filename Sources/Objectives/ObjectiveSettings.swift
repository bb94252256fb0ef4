/// What recipes and flags can say about an objective, in their own words; each objective takes
/// what it knows and refuses the rest.
package struct ObjectiveSettings: Sendable {
    /// Names and values as they were given.
    package let given: [(name: String, value: String)]

    package init(_ given: [(name: String, value: String)]) { self.given = given }
}
