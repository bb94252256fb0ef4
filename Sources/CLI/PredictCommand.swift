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
        abstract: "Say what a model sees: label, evidence for every class, each block's vote.")

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
        if csv { print(AnswerTable.header(classes: answerer.classes)) }
        for part in parts where part.samples.count > 0 {
            let samples = part.samples.prefix(left)
            for (row, answer) in try answerer.everyAnswer(to: samples).enumerated() {
                try show(answer, index, part.names?[row])
                if !answer.isFinite {
                    unanswered.append((part.names ?? samples.allNames)?[row] ?? "\(index)")
                }
                index += 1
            }
            left -= samples.count
        }
        guard let first = unanswered.first else { return }
        throw UnansweredError(count: unanswered.count, of: index, first: first)
    }

    private func show(_ answer: Answer, _ index: Int, _ name: String?) throws {
        if options.json {
            return print(try JSONFields.line(AnswerLine(answer, index, file: name)))
        }
        if csv { return print(AnswerTable.row(answer, sample: name ?? "\(index)")) }
        let votes = zip(answer.votes, answer.blockEvidence).map { vote, evidence in
            evidence.allSatisfy(\.isFinite) ? vote.name : "–"
        }.joined(separator: ", ")
        let blocks = votes.isEmpty ? "" : "(blocks: \(votes))  "
        let used = answer.blocksUsed.map { "(after \($0) block\($0 == 1 ? "" : "s"))  " } ?? ""
        let evidence = answer.evidence.map { $0.isFinite ? String(format: "%.2f", $0) : "–" }
        print(
            "\(name ?? "\(index)")  \(answer.isFinite ? answer.name : "–")  \(blocks)\(used)"
                + evidence.joined(separator: " "))
    }
}
