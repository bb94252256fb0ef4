/// A line of an experiment's table.
package struct Row: Sendable {
    package let label: String
    package let measure: Measure
    /// The paper's value, in the measure's unit; nil where its text has none.
    package let published: Double?
    /// Why ours is not to be held against the paper's.
    package let incomparable: String?

    package init(
        _ label: String, _ measure: Measure, published: Double? = nil, incomparable: String? = nil
    ) {
        self.label = label
        self.measure = measure
        self.published = published
        self.incomparable = incomparable
    }
}
