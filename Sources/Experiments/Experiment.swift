/// A published table or figure, and the work that sets our numbers beside it.
///
/// Adding one is its own file in `Published/` and one line in `Experiments`.
package struct Experiment: Sendable {
    /// What the command calls it, such as `mf-table-3`.
    package let name: String
    package let title: String
    /// The paper, and the place in it.
    package let source: String
    package let budget: Budget
    /// In the order in which they run and are shown; seeds go round over all of them, so that an
    /// experiment that is cut short has something of everything.
    package let jobs: [Job]
    package let ratios: [RatioRow]
    package let plots: [Plot]
    /// What a reader of the report has to know: where we depart from the paper, and why.
    package let remarks: [String]

    package init(
        _ name: String, title: String, source: String, budget: Budget, jobs: [Job],
        ratios: [RatioRow] = [], plots: [Plot] = [], remarks: [String] = []
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.budget = budget
        self.jobs = jobs
        self.ratios = ratios
        self.plots = plots
        self.remarks = remarks
    }
}
