import Dispatch
import Foundation
import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardInference

/// Everything that an answer says, as bits.
private func bits(_ answer: Answer) -> [[UInt32]] {
    ([answer.evidence] + answer.blockEvidence).map { $0.map(\.bitPattern) }
}

private let precisions: [Precision] =
    [.float32, .bfloat16Emulated] + (Precision.hasNativeBFloat16 ? [.bfloat16] : [])

@Suite("A sample's answer")
struct SameAnswerTests {
    @Test(
        "It is the same to the bit alone and at every place of batches of 1, 7, 24 and 256",
        arguments: AskedNetworks.allCases, precisions)
    func everyPlace(kind: AskedNetworks, precision: Precision) throws {
        let answerer = try Answerer(owning: kind.network(), threads: 2, precision: precision)
        let samples = kind.samples(31)
        let alone = try samples.map { bits(try answerer.answer(to: $0)) }
        for size in [1, 7, 24, 256] {
            let batch = (0..<size).map { $0 % samples.count }
            let answers = try answerer.answers(to: batch.map { samples[$0] })
            #expect(answers.count == size)
            for (place, sample) in batch.enumerated() {
                #expect(bits(answers[place]) == alone[sample], "place \(place) of \(size)")
            }
        }
        // One sample at each place among others, of which there are fewer than places.
        for place in 0..<24 {
            var batch = [[Float]](repeating: samples[1], count: 24)
            batch[place] = samples[0]
            let answer = try answerer.answers(to: batch)[place]
            #expect(bits(answer) == alone[0])
        }
    }

    @Test("It is the same on any number of threads", arguments: AskedNetworks.allCases)
    func anyThreads(kind: AskedNetworks) throws {
        let samples = kind.samples(150)
        let answers = try [1, 2, 5].map { threads in
            try Answerer(owning: kind.network(), threads: threads).answers(to: samples).map(bits)
        }
        #expect(answers[0] == answers[1] && answers[0] == answers[2])
    }

    @Test(
        "Where a single sample occupies several threads they give it the bits of one",
        arguments: [false, true], precisions)
    func onAllThreads(isImage: Bool, precision: Precision) throws {
        let network = try Network(
            input: isImage ? Shape(16, 16, 16) : Shape(400), classes: TinyData.names(5),
            objective: .crossEntropy, seed: 5,
            blocks: isImage
                ? [Block { Convolution2D(32, kernel: 3, padding: .same, activation: .relu) }]
                : [700, 500].map { width in Block { Dense(width, activation: .relu) } })
        let random = RandomSource(seed: 3, for: .test)
        let samples = (0..<9).map { sample in
            (0..<network.input.count).map { random[sample].normal(at: $0) }
        }
        let question = Question(network, modes: [.sum], precision: precision)
        #expect(question.occupiesSeveralThreads)
        let alone = try Answerer(owning: network, threads: 1, precision: precision)
            .answers(to: samples).map(bits)
        for threads in [2, 5] {
            let rooms = AnsweringRooms(question, threads: threads)
            #expect(rooms.teamAnswers == nil)
            rooms.ask(1) { _, numbers, _, _ in
                numbers.assign(samples[0])
            } read: { _ in
            }
            #expect(rooms.teamAnswers != nil)
            let answerer = try Answerer(owning: network, threads: threads, precision: precision)
            for (sample, expected) in zip(samples, alone) {
                #expect(bits(try answerer.answer(to: sample)) == expected)
            }
            #expect(try answerer.answers(to: samples).map(bits) == alone)
        }
    }

    @Test("Eight threads that ask one model get the bits that one gets")
    func eightThreads() throws {
        for kind in [AskedNetworks.dense, .labelled, .images] {
            let answerer = try Answerer(owning: kind.network(), threads: 3)
            let samples = kind.samples(40)
            let alone = try samples.map { bits(try answerer.answer(to: $0)) }
            let wrong = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                for turn in 0..<20 {
                    let first = (thread * 7 + turn * 3) % 30
                    let range = first..<first + 1 + (thread + turn) % 10
                    let answers = try? answerer.answers(to: Array(samples[range])).map(bits)
                    if answers != Array(alone[range]) { wrong.withLock { $0 += 1 } }
                }
            }
            #expect(wrong.withLock { $0 } == 0, "\(kind)")
        }
    }

    /// Convolutions of 3 × 3 on whole groups of channels compute in room that must not belong to the
    /// thread that prepared them.
    @Test("What one thread prepared answers on another")
    func changesThreads() async throws {
        let network = try Network(
            input: Shape(1, 28, 28), classes: ["a", "b"], objective: .crossEntropy, seed: 5
        ) {
            Block { Convolution2D(32, kernel: 3, activation: .relu) }
            Block { Convolution2D(64, kernel: 3, activation: .relu) }
        }
        let answerer = try Answerer(owning: network, threads: 1)
        let samples = (0..<8).map { sample in
            (0..<784).map { Float(($0 * 7 + sample) % 11) / 11 }
        }
        let here = try answerer.answers(to: samples).map(bits)
        let there = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: try? answerer.answers(to: samples).map(bits)) }
                .start()
        }
        #expect(there == here)
    }

    @Test("Tiles of every height are used where the machine's sums allow it, as here")
    func provenHeights() throws {
        for kind in AskedNetworks.allCases {
            let network = try kind.network()
            let question = Question(network, modes: [try network.requiredMode(nil)])
            let rooms = AnsweringRooms(question, threads: 1)
            #expect(rooms.provenHeights().first == question.tileHeights.first, "\(kind)")
        }
    }

    @Test("Samples are parted into the highest tiles that they fill")
    func parting() {
        func parts(_ count: Int, _ heights: [Int]) -> [[Int]] {
            Tile.parting(count, heights: heights, least: 4).map { [$0.samples.count, $0.height] }
        }
        #expect(parts(0, [4, 16]) == [])
        #expect(parts(1, [4, 16]) == [[1, 4]])
        #expect(parts(23, [4, 16]) == [[16, 16], [4, 4], [3, 4]])
        #expect(parts(32, [4, 16]) == [[16, 16], [16, 16]])
        #expect(parts(3, []) == [[1, 4], [1, 4], [1, 4]])
    }
}
