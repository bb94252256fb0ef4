/// One piece of an experiment's work, done once for each seed, and the rows that it fills.
package struct Job: Sendable {
    /// Its name in files; of another job's in no experiment.
    package let name: String
    package let work: any Work
    package let rows: [Row]
    /// Where this has fewer than the experiment's budget says.
    package let seeds: Int?

    package init(_ name: String, _ work: any Work, seeds: Int? = nil, rows: [Row]) {
        self.name = name
        self.work = work
        self.seeds = seeds
        self.rows = rows
    }
}
