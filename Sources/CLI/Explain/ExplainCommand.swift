import ArgumentParser
import Foundation
import OnwardInference
import OnwardModels
import OnwardPictures
import OnwardReports

/// `onward explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show what each block votes for one sample, and which parts of it matter.",
        discussion: """
            Parts of the sample are covered one after another: squares of an image with its median, \
            columns of a table with their mean, words of a text by leaving them out. A part is \
            worth by how much covering it lowers the evidence for the answer, in log odds.

              onward explain runs/digits 12 --output twelve.png
            """)

    @OptionGroup var options: ModelOptions

    @Argument(
        help: """
            A number counts the samples of the data set, from 0 on as predict does; or a file like \
            those that the model was trained on, with a number behind a colon where it holds \
            several samples (rows.csv:3).
            """)
    var sample: String
    @Option(
        help: "Of images: a PNG file for the image and the map of what decides and of each block.")
    var output: String?

    func validate() throws {
        if options.earlyExit != nil {
            throw ValidationError("explain asks every block: leave out --early-exit")
        }
    }

    func run() throws {
        let file = try options.load()
        let sample = try ExplainedSample(sample, options, file)
        let answerer = try Answerer(
            owning: file.network, prediction: try options.mode(for: file),
            precision: try options.chosenPrecision())
        let occlusion = try Occlusion(of: sample.numbers, by: answerer)
        if let output { try draw(occlusion, sample, answerer, in: URL(fileURLWithPath: output)) }
        if options.json {
            print(
                try JSONFields.line(
                    ExplanationLine(occlusion, sample: sample.name, truth: sample.truth)))
        } else {
            ExplanationScreen(occlusion: occlusion, classes: answerer.classes).show(sample)
        }
    }

    private func draw(
        _ occlusion: Occlusion, _ sample: ExplainedSample, _ answerer: Answerer, in url: URL
    ) throws {
        guard case .pixels = occlusion.places else {
            throw ValidationError(
                "--output is for images; the parts of other samples are told as text")
        }
        let maps = [occlusion.decision] + occlusion.blocks
        try Data(MapSheet(sample.numbers, answerer.input, maps: maps).picture.png).write(to: url)
    }
}
