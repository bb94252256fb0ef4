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
