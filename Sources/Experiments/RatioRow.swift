/// One job's mean over another's.
public struct RatioRow: Sendable {
    public let label: String
    public let measure: Measure
    /// Names of jobs.
    public let job: String
    public let other: String
    public let published: Double?

    public init(
        _ label: String, _ measure: Measure, of job: String, to other: String,
        published: Double? = nil
    ) {
        self.label = label
        self.measure = measure
        self.job = job
        self.other = other
        self.published = published
    }
}
