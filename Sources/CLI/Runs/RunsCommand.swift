import ArgumentParser
import Foundation
import OnwardModels
import OnwardReports
import OnwardRuns

/// `onward runs`
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List runs, each with what makes it different from most of the others.",
        discussion: """
            Runs that are under way, were stopped or are broken are listed, too. What differs are \
            settings that most runs of the same data have otherwise.
            """)

    @Argument(help: "A folder with run folders in it. Default: runs.", completion: .directory)
    var folder: String?
    @OptionGroup var form: TableForm

    func run() throws {
        let list = try RunList(RunFinder.runs(at: [URL(fileURLWithPath: folder ?? "runs")]))
        if form.json { return print(try JSONFields.line(list)) }
        if form.csv { return print(list.csv, terminator: "") }
        print(TextTable(headings: RunList.headings, rows: list.rows, texts: [0, 1, 2, 3, 7]).text)
    }
}
