import ArgumentParser
import Foundation
import OnwardModels
import OnwardReports
import OnwardRuns
import OnwardSafetensors

/// `onward compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare runs: what differs between their recipes, and what came of it.",
        discussion: """
            Runs that differ by the seed alone are one row, as mean ± standard deviation. Rows are \
            ranked by validation accuracy; test accuracy stands last and chooses nothing. Where the \
            best shares seeds with others, the mean difference and its standard error are told.
            """)

    @Argument(help: "Run folders, or folders with such in them.", completion: .directory)
    var runs: [String]
    @OptionGroup var form: TableForm
    @Option(help: "Write a page with the table and the runs' curves, too.", completion: .file())
    var html: String?

    func run() throws {
        let comparison = try RunComparison(
            RunFinder.runs(at: runs.map { URL(fileURLWithPath: $0) }))
        if let html {
            try AtomicFile.write(
                Data(ComparisonPage(comparison).html.utf8), to: URL(fileURLWithPath: html))
        }
        if form.json { return print(try JSONFields.line(ComparisonLine(comparison))) }
        if form.csv { return print(ComparisonTable(comparison).csv, terminator: "") }
        ComparisonScreen(comparison).show()
        if let html { print("\npage: \(html)") }
    }
}
