import ArgumentParser
import Foundation
import OnwardReports
import OnwardTerminal

/// `onward report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run's report.html anew: curves, mistakes, weights, costs on one page.",
        discussion: """
            Every training writes one when it ends. The page is one file that needs no network; it \
            names no path, and of the data it shows the test samples among the mistakes alone.
            """)

    @Argument(
        help: ArgumentHelp("A run folder, or its model.safetensors.", valueName: "run"),
        completion: .file())
    var folder: String
    @OptionGroup var options: ReportOptions

    func run() throws {
        let report = try RunReport(
            reading: URL(fileURLWithPath: folder), showsSamples: !options.withoutSamples)
        for warning in report.warnings { Log.warning(warning) }
        print("report: \(try report.write().relativePath)")
    }
}
