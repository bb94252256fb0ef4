import OnwardCompute
import OnwardData
import OnwardNetworks

/// Where some consecutive blocks of a network are asked, the others being elsewhere: what comes from below
/// is handed in, what goes up is handed out.
///
/// What a block says of a sample is, to the bit, what it says where all blocks are in one place.
package final class BlockRoom {
    private let room: AnsweringRoom
    /// Numbers of samples that may be computed together here, the least first; the least is a tile's
    /// height even where none may.
    package let heights: [Int]

    /// - Parameter blocks: numbers of those that are here.
    package init(_ question: Question, blocks: Range<Int>) {
        let engine = Engine(threads: 1, precision: question.precision)
        var spoiled: Set<Int> = []
        for block in question.network.blocks[blocks] {
            if !block.isFinite(on: engine) { spoiled.insert(block.index) }
            block.prepare(for: engine)
        }
        room = AnsweringRoom(question, blocks: blocks, spoiledBlocks: spoiled)
        heights = room.equalHeights(question.tileHeights)
    }

    /// Bytes that it takes, without what oneDNN takes.
    package var byteCount: Int { room.byteCount }

    /// What goes up of a tile.
    package struct Passed {
        /// What the uppermost block here puts out [height · copies, width]; a view, good until the room
        /// is asked again.
        package let output: Matrix
        /// [height, 1] of int32: 1 for a sample of which what is said above is none.
        package let spoiled: Matrix

        package init(output: Matrix, spoiled: Matrix) {
            (self.output, self.spoiled) = (output, spoiled)
        }
    }

    /// Asks about consecutive samples.
    ///
    /// - Parameters:
    ///   - count: how many are to be computed; rows beyond the samples hold anything.
    ///   - below: what goes up from the blocks below; nil where the lowest is here.
    ///   - evidence: per block here, where to write what it says of these samples [N, C].
    package func ask(
        _ numbers: Range<Int>, of samples: Samples, computing count: Int, from below: Passed?,
        into evidence: [Matrix]
    ) -> Passed {
        let tile = Tile(samples: numbers, height: count)
        var output: Matrix?
        let answers =
            if let below {
                room.ask(
                    tile, from: below.output,
                    spoiled: Set(numbers.indices(where: below.spoiled)), observe: { output = $0 })
            } else {
                room.ask(
                    tile, heights: [count], leavesEarly: false, observe: { output = $0 },
                    load: { input, labels in
                        samples.gather(
                            Matrix(numbers.map(Int32.init), columns: 1), into: input,
                            labels: labels, on: room.engine)
                    })
            }
        for (said, own) in zip(evidence, answers.blocks) { said.copy(from: own) }
        let spoiled = Matrix(
            (0..<count).map { room.spoiledAbove.contains($0) ? Int32(1) : 0 }, columns: 1)
        guard let output else { preconditionFailure("a room without blocks") }
        return Passed(output: output, spoiled: spoiled)
    }
}

extension Range<Int> {
    /// Places in the range, counted from 0, whose number is 1.
    fileprivate func indices(where flags: Matrix) -> [Int] {
        flags.values(as: Int32.self).prefix(count).enumerated().filter { $0.element == 1 }
            .map(\.offset)
    }
}

extension BlockRoom {
    /// Rows and samples that tiles have at the most, and what outputs are stored as.
    package static func largest(
        _ question: Question
    ) -> (rows: Int, samples: Int, type: ElementType) {
        let samples = question.tileHeights.last ?? 1
        return (samples * question.copies, samples, question.signal)
    }

    /// Parts so many samples into tiles of these heights.
    package static func tiles(
        of count: Int, heights: [Int], _ question: Question
    ) -> [(samples: Range<Int>, height: Int)] {
        Tile.parting(count, heights: heights, least: question.tileHeights[0]).map {
            ($0.samples, $0.height)
        }
    }
}

extension TileAnswers {
    /// What all blocks, wherever they are, say of consecutive samples.
    ///
    /// - Parameters:
    ///   - first: the first sample's number.
    ///   - said: each block's evidence [N, C].
    package init(
        from first: Int, labels: Matrix, said: [Matrix], by question: Question, engine: Engine
    ) {
        let sum = Matrix(rows: labels.rows, columns: question.network.classes.count)
        for (evidence, votes) in zip(said, question.votes) where votes > 0 {
            engine.add(evidence, times: votes, to: sum)
        }
        self.init(
            Tile(samples: first..<first + labels.rows, height: labels.rows), labels: labels,
            engine: engine, blocks: said, sum: sum, reader: nil)
    }
}
