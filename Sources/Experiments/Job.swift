/// One piece of an experiment's work, done once for each seed, and the rows that it fills.
public struct Job: Sendable {
    /// Its name in files; of another job's in no experiment.
    public let name: String
    public let work: any Work
    public let rows: [Row]
    /// Where this has fewer than the experiment's budget says.
    public let seeds: Int?

    public init(_ name: String, _ work: any Work, seeds: Int? = nil, rows: [Row]) {
        self.name = name
        self.work = work
        self.seeds = seeds
        self.rows = rows
    }
}

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
