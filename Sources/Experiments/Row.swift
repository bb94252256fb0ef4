/// A line of an experiment's table.
public struct Row: Sendable {
    public let label: String
    public let measure: Measure
    /// The paper's value, in the measure's unit; nil where its text has none.
    public let published: Double?
    /// Why ours is not to be held against the paper's.
    public let incomparable: String?

    public init(
        _ label: String, _ measure: Measure, published: Double? = nil, incomparable: String? = nil
    ) {
        self.label = label
        self.measure = measure
        self.published = published
        self.incomparable = incomparable
    }
}
