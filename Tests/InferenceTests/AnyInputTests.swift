import Foundation
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardPictures
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardDataFiles
@testable import OnwardInference

@Suite("Any input ends in an answer or an error")
struct AnyInputTests {
    private static let odd: [Float] = [
        .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, -0.0,
        .leastNonzeroMagnitude, 1e30,
    ]

    private var random = SeededGenerator(seed: 1)

    /// Asks, and counts what came of it.
    private func outcome(_ ask: () throws -> [Answer]) -> Outcome {
        do {
            for answer in try ask() {
                #expect((0..<5).contains(answer.label))
                let areNumbers = answer.probabilities.allSatisfy { $0.isFinite }
                #expect(areNumbers)
            }
            return .answered
        } catch {
            #expect(error is SettingsError || error is FileError, "\(error) is no error of ours")
            #expect("\(error)".count > 20)
            return .refused
        }
    }

    private enum Outcome { case answered, refused }

    private func checkBoth(_ outcomes: [Outcome]) {
        #expect(outcomes.contains(.answered) && outcomes.contains(.refused))
    }

    @Test(
        "Numbers: too few, too many, not finite, huge, none at all",
        arguments: AskedNetworks.allCases)
    mutating func numbers(kind: AskedNetworks) throws {
        let answerer = try Answerer(owning: kind.network(), threads: 1)
        let width = kind.inputShape.count
        checkBoth(
            (0..<800).map { turn in
                let samples = (0..<(turn % 3 == 0 ? Int.random(in: 0..<4, using: &random) : 1))
                    .map { _ in sample(width) }
                return outcome {
                    turn % 3 == 0
                        ? try answerer.answers(to: samples)
                        : [try answerer.answer(to: samples[0])]
                }
            })
    }

    private mutating func sample(_ width: Int) -> [Float] {
        let counts = [width, width, width, 0, 1, width - 1, width + 1, 3 * width]
        let count = counts.randomElement(using: &random) ?? width
        var numbers = (0..<count).map { _ in Float.random(in: -2...2, using: &random) }
        if count > 0, Bool.random(using: &random) {
            let odd = Self.odd.randomElement(using: &random) ?? 0
            numbers[Int.random(in: 0..<count, using: &random)] = odd
        }
        return numbers
    }

    @Test("Rows: columns that are missing or unknown, texts where numbers belong")
    mutating func rows() throws {
        let preparation = TablePreparation(
            hasHeader: true, columns: ["size", "colour", "label"], label: 2,
            features: [
                TableFeature(column: 0, kind: .number(mean: 1, deviation: 2)),
                TableFeature(column: 1, kind: .categories(["blue", "red"])),
            ])
        let answerer = try answerer(preparation, input: Shape(3))
        let texts = [
            "1", "-2.5", "1e30", "1e400", "nan", "inf", "", " 3 ", "red", "green", "\u{0}", "é🙂",
            String(repeating: "9", count: 5_000),
        ]
        checkBoth(
            (0..<2_000).map { _ in
                var row: [String: String] = [:]
                for column in ["size", "colour", "label", "Size", ""]
                where column.count > 4 || Int.random(in: 0..<8, using: &random) == 0 {
                    guard Int.random(in: 0..<9, using: &random) > 0 else { continue }
                    row[column] = texts.randomElement(using: &random) ?? ""
                }
                row["size"] = texts.randomElement(using: &random)
                return outcome { [try answerer.answer(to: row)] }
            })
    }

    @Test("Texts of any characters, and none")
    mutating func texts() throws {
        let preparation = TextPreparation(
            words: ["a", "bad", "film"], weights: [1, 2, 3, 1], weighting: .tfidf)
        let answerer = try answerer(preparation, input: Shape(4))
        let parts = ["a", "bad", "film", " ", "\n", "é", "🙂", "\u{0}", "<br />", "'", "A-b", "0"]
        for _ in 0..<1_000 {
            let count = Int.random(in: 0..<40, using: &random)
            let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let outcome = outcome { [try answerer.answer(to: text)] }
            #expect(outcome == .answered)
        }
        #expect(throws: SettingsError.self) {
            try answerer.answer(to: [UInt8](repeating: 1, count: 4))
        }
        #expect(throws: SettingsError.self) { try answerer.answer(to: ["film": "bad"]) }
    }

    @Test("Bytes of a picture, some of them changed, cut off or added")
    mutating func pictures() throws {
        let form = PictureForm(PictureSize(width: 5, height: 4), .gray)
        let answerer = try answerer(PicturePreparation(form), input: form.shape)
        let picture = [UInt8](
            try #require(
                Data(
                    base64Encoded: """
                        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAA\
                        AABJRU5ErkJggg==
                        """)))
        checkBoth(
            (0..<1_500).map { turn in
                var bytes = picture
                for _ in 0..<turn % 4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                        UInt8.random(in: 0...255, using: &random)
                }
                switch turn % 7 {
                case 0: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
                case 1: bytes += [0, 1, 2]
                case 2: bytes = Array([0xff, 0xd8, 0xff] + bytes.shuffled(using: &random))
                default: break
                }
                return outcome { [try answerer.answer(to: bytes)] }
            })
    }

    @Test("Samples of other forms, and settings out of range")
    mutating func settings() throws {
        let network = try AskedNetworks.dense.network()
        let values: [Double?] = [nil, 0, -1, 0.5, 1, 1.5, .nan, .infinity]
        let counts = [Int.min, -1, 0, 1, 2]
        checkBoth(
            (0..<300).map { turn in
                let confidence = values.randomElement(using: &random) ?? nil
                let mode = PredictionMode.allCases.randomElement(using: &random)
                let threads = counts.randomElement(using: &random) ?? 1
                let width = Int.random(in: 30..<40, using: &random)
                let samples = TinyData.clusters(count: turn % 5, shape: Shape(width))
                return outcome {
                    try Answerer(
                        owning: network, prediction: mode, earlyExit: confidence, threads: threads
                    ).answers(to: turn % 2 == 0 ? samples : samples.prefix(0))
                }
            })
    }

    private func answerer(_ preparation: any Preparation, input: Shape) throws -> Answerer {
        try Answerer(
            owning: Network(
                input: input, classes: TinyData.names(5), preparation: preparation,
                objective: .crossEntropy, seed: 1
            ) { Block { Dense(7, activation: .relu) } }, threads: 1)
    }
}
