import ArgumentParser

/// What a report shows.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Show no sample of the data in report.html.")
    var withoutSamples = false
}
