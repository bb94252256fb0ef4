import OnwardCompute
import OnwardData

/// Which parts of a sample an answer stands on, for what decides and for each block: parts are covered one
/// after another, and each is worth by how much that lowers the evidence for the answer's class.
///
/// It is measured in log odds, log(share / (1 − share)) with the shares that softmax makes of evidence, so
/// that it tells where shares are all but 1. Below 0 the part spoke against the class. Whatever a block is
/// made of, nothing of it is looked at but what it answers.
///
/// - Reference: Zeiler and Fergus, *Visualizing and Understanding Convolutional Networks*, 2014, §4.2.
package struct Occlusion: Sendable {
    /// To the sample as it is.
    package let answer: Answer
    package let places: Places
    /// Per place, for the evidence that decides.
    package let decision: [Double]
    /// The same per block; empty where only the reader was asked.
    package let blocks: [[Double]]

    /// What maps are maps of.
    package enum Places: Sendable, Equatable {
        /// An image's pixels, row by row.
        case pixels(height: Int, width: Int)
        /// Parts by their names.
        case parts([String])
    }

    private init(_ answer: Answer, _ places: Places, decision: [Double], blocks: [[Double]]) {
        self.answer = answer
        self.places = places
        self.decision = decision
        self.blocks = blocks
    }
}

extension Occlusion {
    /// So many numbers are asked about at once, 16 MiB of them: what covered samples take stays small.
    private static let chunkNumbers = 1 << 22

    /// - Parameters:
    ///   - numbers: a sample as the answerer takes it. Images are covered in squares; of others the
    ///     preparation names the parts, and without one every number is a part.
    ///   - answerer: one whose samples do not leave early.
    package init(of numbers: [Float], by answerer: Answerer) throws {
        let answer = try answerer.answer(to: numbers)
        let shape = answerer.input.dimensions
        let (places, count, cover): (Places, Int, Cover)
        if shape.count == 3 {
            places = .pixels(height: shape[1], width: shape[2])
            (count, cover) = (shape[1] * shape[2], Cover(image: numbers, answerer.input))
        } else {
            let parts =
                (answerer.preparation as? any NamedInputs)?.inputs
                ?? numbers.indices.map { InputPart(name: "\($0 + 1)", numbers: $0..<$0 + 1) }
            places = .parts(parts.map(\.name))
            (count, cover) = (parts.count, Cover(numbers, parts))
        }
        let whole = Occlusion.odds(answer, of: answer.label)
        var sums = whole.map { _ in [Double](repeating: 0, count: count) }
        var hidden = [Double](repeating: 0, count: count)
        let chunk = max(1, min(256, Occlusion.chunkNumbers / numbers.count))
        for first in stride(from: 0, to: cover.pieces.count, by: chunk) {
            let pieces = cover.pieces[first..<min(first + chunk, cover.pieces.count)]
            let answers = try answerer.answers(
                to: pieces.map { cover.covered(numbers, by: $0) })
            for (piece, covered) in zip(pieces, answers) {
                let falls = zip(whole, Occlusion.odds(covered, of: answer.label)).map { $0 - $1 }
                for place in piece.places.joined() {
                    hidden[place] += 1
                    for (map, fall) in falls.enumerated() { sums[map][place] += fall }
                }
            }
        }
        let maps = sums.map { zip($0, hidden).map { $1 == 0 ? 0 : $0 / $1 } }
        self.init(answer, places, decision: maps[0], blocks: Array(maps.dropFirst()))
    }

    /// Of what decides, then of each block.
    private static func odds(_ answer: Answer, of label: Int) -> [Double] {
        ([answer.evidence] + answer.blockEvidence).map { Shares.logOdds(of: $0, label) }
    }
}
