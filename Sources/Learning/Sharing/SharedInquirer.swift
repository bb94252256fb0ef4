import OnwardCompute
import OnwardData
import OnwardInference
import OnwardNetworks

/// Asks blocks that are shared out: each session runs its own on what comes from below and passes on what
/// they put out; then all tell each other what their blocks say.
///
/// So every session comes to the same answers, to the bit those of a session that has all blocks.
package final class SharedInquirer: Inquirer {
    private let blocks: Range<Int>
    private let below: (any BlockReceiver)?
    private let above: (any BlockSender)?
    private let cohort: any Cohort

    /// Samples that are asked about between two times that sessions tell each other.
    private static let samplesAtOnce = 4096

    /// - Parameters:
    ///   - blocks: numbers of those here.
    ///   - below: where outputs come from; nil where the lowest block is here.
    ///   - above: where they go; nil where the uppermost is.
    ///   - cohort: the sessions that have all blocks between them, those with the lowest first.
    package init(
        blocks: Range<Int>, below: (any BlockReceiver)?, above: (any BlockSender)?,
        cohort: any Cohort
    ) {
        (self.blocks, self.below, self.above, self.cohort) = (blocks, below, above, cohort)
    }

    package func ask(
        _ question: Question, about samples: Samples, threads: Int,
        read: @escaping (TileAnswers) -> Void
    ) throws {
        let room = BlockRoom(question, blocks: blocks)
        let heights = try cohort.share(room.heights).reduce(room.heights) { common, other in
            zip(common, other).prefix { $0 == $1 }.map(\.0)
        }
        let engine = Engine(threads: 1)
        for first in stride(from: 0, to: samples.count, by: SharedInquirer.samplesAtOnce) {
            let numbers = first..<min(first + SharedInquirer.samplesAtOnce, samples.count)
            let own = blocks.map { _ in
                Matrix(rows: numbers.count, columns: question.network.classes.count)
            }
            for tile in BlockRoom.tiles(of: numbers.count, heights: heights, question) {
                try ask(
                    room, first + tile.samples.lowerBound..<first + tile.samples.upperBound,
                    of: samples, computing: tile.height,
                    into: own.map { $0.rows(tile.samples) })
            }
            let labels = Matrix(samples.allLabels[numbers].map { Int32($0) }, columns: 1)
            read(
                TileAnswers(
                    from: first, labels: labels, said: gather(own), by: question, engine: engine))
        }
    }

    private func ask(
        _ room: BlockRoom, _ numbers: Range<Int>, of samples: Samples, computing height: Int,
        into evidence: [Matrix]
    ) throws {
        var passed: BlockRoom.Passed?
        if let below {
            guard below.waitForBatch(), let slot = below.slotToEmpty else {
                throw TrainingError.leftAlone(by: "below")
            }
            passed = BlockRoom.Passed(
                output: slot.batch.input.matrix, spoiled: slot.batch.labels)
        }
        let result = room.ask(
            numbers, of: samples, computing: height, from: passed, into: evidence)
        below?.giveBack()
        guard let above else { return }
        guard above.waitForRoom(), let slot = above.slotToFill else {
            throw TrainingError.leftAlone(by: "above")
        }
        slot.fill(
            numbers.lowerBound, result.output,
            of: Batch(input: Signal(result.output), labels: result.spoiled, trueRows: 0))
        above.send()
    }

    /// What all blocks say, from the lowest.
    private func gather(_ own: [Matrix]) -> [Matrix] {
        let bytes = own.flatMap { matrix in matrix.bytes.withUnsafeBytes { [UInt8]($0) } }
        let all = cohort.share(bytes).flatMap { $0 }
        let size = (own.first?.count ?? 0) * ElementType.float32.byteCount
        return stride(from: 0, to: all.count, by: max(size, 1)).map { start in
            let matrix = Matrix(rows: own[0].rows, columns: own[0].columns)
            matrix.assign(bytes: [UInt8](all[start..<start + size]).span.bytes)
            return matrix
        }
    }
}
