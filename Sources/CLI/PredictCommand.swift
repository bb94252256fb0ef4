import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardInference
import OnwardModels
import OnwardPictures
import OnwardReports

/// `onward predict`
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Say what a model sees: the likeliest classes, and which answers are wrong.",
        discussion: """
            --json has all that is known of every sample: evidence for every class, each block's, \
            and what each block votes. What one answer stands on is told by onward explain.
            """)

    @OptionGroup var options: ModelOptions

    @Argument(
        help: """
            Files to ask about in place of a data set, like those that the model was trained on: \
            PNG and JPEG files and folders of them, tables, NPY, NPZ and IDX files.
            """)
    var files: [String] = []
    @Option(help: "Only the first so many samples.")
    var limit: Int?
    @Flag(help: "Print a table with commas: sample, class, evidence for every class.")
    var csv = false

    func validate() throws {
        if let limit, limit < 1 {
            throw ValidationError("--limit must be at least 1, not \(limit)")
        }
        if csv && options.json { throw ValidationError("give either --csv or --json, not both") }
        if !files.isEmpty && options.data != nil {
            throw ValidationError("give either files or --data, not both")
        }
    }

    func run() throws {
        let file = try options.load()
        let parts =
            files.isEmpty
            ? [PreparedSamples(try options.samples(for: file))]
            : try files.map { try options.samples(in: $0, for: file) }
        let answerer = try Answerer(
            owning: file.network, prediction: try options.mode(for: file),
            earlyExit: options.earlyExit, precision: try options.chosenPrecision())
        var (index, left, unanswered) = (0, limit ?? .max, [String]())
        var screen = PredictionScreen()
        if csv { print(AnswerTable.header(classes: answerer.classes)) }
        for part in parts where part.samples.count > 0 {
            let samples = part.samples.prefix(left)
            let names = part.names ?? samples.allNames
            for (row, answer) in try answerer.everyAnswer(to: samples).enumerated() {
                let name = names?[row]
                // Labels of files are not read.
                let truth =
                    files.isEmpty ? file.network.classes[samples.label(at: row)] : nil
                if options.json {
                    print(
                        try JSONFields.line(
                            AnswerLine(answer, index, file: part.names?[row], truth: truth)))
                } else if csv {
                    print(AnswerTable.row(answer, sample: part.names?[row] ?? "\(index)"))
                } else {
                    screen.show(answer, name ?? "\(index)", truth: truth)
                }
                if !answer.isFinite { unanswered.append(name ?? "\(index)") }
                index += 1
            }
            left -= samples.count
        }
        if !options.json && !csv { screen.end() }
        guard let first = unanswered.first else { return }
        throw UnansweredError(count: unanswered.count, of: index, first: first)
    }
}
