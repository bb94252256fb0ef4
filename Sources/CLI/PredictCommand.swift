import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardInference
import OnwardModels
import OnwardPictures

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

    func validate() throws {
        if let limit, limit < 1 {
            throw ValidationError("--limit must be at least 1, not \(limit)")
        }
        if !files.isEmpty && options.data != nil {
            throw ValidationError("give either files or --data, not both")
        }
    }

    func run() throws {
        let (file, engine) = (try options.load(), try options.engine())
        let parts =
            files.isEmpty
            ? [PreparedSamples(try options.samples(for: file))]
            : try files.map { try options.samples(in: $0, for: file) }
        let predictor = try Predictor(
            file.network, prediction: try options.mode(for: file), earlyExit: options.earlyExit,
            engine: engine)
        var (index, left) = (0, limit ?? .max)
        for part in parts where part.samples.count > 0 {
            let samples = part.samples.prefix(left)
            for (row, prediction) in try predictor.predict(samples).enumerated() {
                try show(prediction, index, part.names?[row], classes: file.network.classes)
                index += 1
            }
            left -= samples.count
        }
    }

    private func show(
        _ prediction: Prediction, _ index: Int, _ name: String?, classes: [String]
    ) throws {
        if options.json {
            return print(try JSONFields.line(Line(prediction, index, name, classes: classes)))
        }
        let votes = prediction.votes.map { classes[$0] }.joined(separator: ", ")
        let blocks = votes.isEmpty ? "" : "(blocks: \(votes))  "
        let used = prediction.blocksUsed.map { "(after \($0) block\($0 == 1 ? "" : "s"))  " } ?? ""
        let evidence = prediction.evidence.map { String(format: "%.2f", $0) }
        print(
            "\(name ?? "\(index)")  \(classes[prediction.label])  \(blocks)\(used)"
                + evidence.joined(separator: " "))
    }

    private struct Line: Encodable {
        let index: Int
        /// The sample's own file, where it has one.
        let file: String?
        let label: Int
        let name: String
        let evidence: [Float]
        let blockEvidence: [[Float]]
        let votes: [Int]
        /// Left out where samples do not leave early.
        let blocksUsed: Int?
        /// Per block and class; left out where the objective knows none.
        let positiveProbability: [[Double]]?

        enum CodingKeys: String, CodingKey {
            case index, file, label, name, evidence
            case blockEvidence = "block_evidence"
            case votes
            case blocksUsed = "blocks_used"
            case positiveProbability = "p_positive"
        }

        init(_ prediction: Prediction, _ index: Int, _ file: String?, classes: [String]) {
            self.index = index
            self.file = file
            label = prediction.label
            name = classes[prediction.label]
            evidence = prediction.evidence
            blockEvidence = prediction.blockEvidence
            votes = prediction.votes
            blocksUsed = prediction.blocksUsed
            positiveProbability = prediction.positiveProbability
        }
    }
}
