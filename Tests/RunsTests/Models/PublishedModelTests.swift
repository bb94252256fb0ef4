import Foundation
import OnwardData
import OnwardInference
import OnwardModels
import OnwardSettings
import Testing

/// Models that released versions wrote, and what they said of samples.
private let golden = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

@Suite("Models of released versions")
struct PublishedModelTests {
    /// What `onward predict --json` said of a sample.
    private struct Line: Decodable {
        let label: Int
        let name: String
        let evidence: [Float]
        let blockEvidence: [[Float]]
        let votes: [Int]
        let pPositive: [[Double]]?
    }

    private func lines(_ folder: URL) throws -> [Line] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try String(
            contentsOf: folder.appending(path: "predictions.jsonl"), encoding: .utf8
        ).split(separator: "\n").map { try decoder.decode(Line.self, from: Data($0.utf8)) }
    }

    private func expect(_ answers: [Answer], _ lines: [Line]) {
        #expect(answers.count == lines.count)
        for (answer, line) in zip(answers, lines) {
            #expect(answer.label == line.label && answer.name == line.name)
            #expect(answer.votes.map(\.label) == line.votes)
            expectNear(answer.evidence, line.evidence)
            #expect(answer.blockEvidence.count == line.blockEvidence.count)
            for (one, other) in zip(answer.blockEvidence, line.blockEvidence) {
                expectNear(one, other)
            }
            for (one, other) in zip(answer.positiveProbability ?? [], line.pPositive ?? []) {
                expectNear(one.map { Float($0) }, other.map { Float($0) })
            }
            #expect((answer.positiveProbability == nil) == (line.pPositive == nil))
        }
    }

    private func expectNear(_ got: [Float], _ wanted: [Float]) {
        #expect(got.count == wanted.count)
        let largest = max(1, wanted.map(abs).max() ?? 1)
        for (one, other) in zip(got, wanted) { #expect(abs(one - other) <= 1e-4 * largest) }
    }

    @Test("They answer as they did", arguments: ["ff", "intff-reader", "mf-convolution"])
    func answers(model: String) throws {
        let folder = golden.appending(path: "0.1.0/\(model)")
        let lines = try lines(folder)
        let answerer = try Answerer.load(from: folder.appending(path: "model.safetensors").path)
        let samples = SyntheticDigits.load().test.prefix(lines.count)
        expect(try answerer.answers(to: samples), lines)
    }

    @Test(
        "A row by the names of its columns is prepared as the table was that the model learned from"
    )
    func rows() throws {
        let folder = golden.appending(path: "0.1.0/table")
        let lines = try lines(folder)
        let answerer = try Answerer.load(from: folder.appending(path: "model.safetensors").path)
        let text = try String(
            contentsOf: golden.appending(path: "0.1.0/flowers.csv"), encoding: .utf8)
        let table = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let rows = table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(table[0], $0)) }
        let answers = try answerer.answers(to: rows)
        let found = try lines.map { line in
            try #require(
                answers.first { answer in
                    zip(answer.evidence, line.evidence).allSatisfy { abs($0 - $1) <= 1e-4 }
                })
        }
        expect(found, lines)
        let file = try #require(answerer.preparation).samples(
            at: golden.appending(path: "0.1.0/flowers.csv"), classes: nil)
        #expect(try answerer.answers(to: file.samples).map(\.evidence) == answers.map(\.evidence))
        #expect(throws: FileError.self) { try answerer.answer(to: ["petal": "1"]) }
    }
}
