/// One job's mean over another's.
package struct RatioRow: Sendable {
    package let label: String
    package let measure: Measure
    /// Names of jobs.
    package let job: String
    package let other: String
    package let published: Double?

    package init(
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
