import ArgumentParser

/// What a report shows.
package struct ReportOptions: ParsableArguments {
    @Flag(help: "Show no sample of the data in report.html.")
    package var withoutSamples = false

    package init() {}
}
