import Dispatch
import Foundation
import OnwardCompute
import OnwardData
import OnwardNetworks

/// The rooms that a network is asked in, one for each core at the most: lent to whoever asks, from
/// any thread, and waited for where all are in use.
///
/// Samples are parted into tiles, and a tile is computed by one thread. So what a sample's sums are
/// depends neither on how many came with it, nor on its place among them, nor on the threads.
///
/// Where it is asked from several threads, nobody may change the network meanwhile.
package final class AnsweringRooms: @unchecked Sendable {
    let question: Question
    /// Rooms that there may be.
    package let most: Int
    /// Of one room.
    private let roomBytes: Int
    /// Guards what follows.
    private let condition = NSCondition()
    private var free: [AnsweringRoom]
    private var made = 1
    private var proven: [Int]?

    /// - Parameter threads: cores to use, at least 1; one where weights lie in files, so that no more
    ///   of them are in memory than one thread needs.
    package init(_ question: Question, threads: Int) {
        self.question = question
        most = question.network.storage.folder == nil ? threads : 1
        let room = AnsweringRoom(question)
        for block in question.network.blocks.prefix(question.blockCount) {
            block.prepare(for: room.engine)
        }
        roomBytes = room.byteCount
        free = [room]
    }

    /// Bytes that the rooms take once all are made, without what oneDNN takes.
    package var byteCount: Int { most * roomBytes }

    /// Rows of a room's largest product.
    package var rowsPerRoom: Int { (question.tileHeights.last ?? 1) * question.copies }

    /// Asks about samples, a tile to each room at a time.
    ///
    /// - Parameters:
    ///   - load: writes the samples of some numbers [N, numbers] as float32, and their labels [N, 1];
    ///     called on several threads at once.
    ///   - read: shown the answers in the samples' order.
    func ask(
        _ count: Int,
        load:
            @escaping (_ numbers: Range<Int>, _ samples: Matrix, _ labels: Matrix, Engine) -> Void,
        read: (TileAnswers) throws -> Void
    ) rethrows {
        guard count > 0 else { return }
        let heights = count == 1 ? [] : provenHeights()
        let tiles = Tile.parting(count, heights: heights, least: question.tileHeights[0])
        let rooms = borrow(atMost: tiles.count)
        defer { giveBack(rooms) }
        for first in stride(from: 0, to: tiles.count, by: rooms.count) {
            let wave = tiles[first..<min(first + rooms.count, tiles.count)]
            var answers = [TileAnswers?](repeating: nil, count: wave.count)
            answers.withUnsafeMutableBufferPointer { answers in
                nonisolated(unsafe) let (answers, load, rooms) = (answers, load, rooms)
                // Each iteration has a room and a place of its own.
                let ask: @Sendable (Int) -> Void = { index in
                    let (room, tile) = (rooms[index], wave[wave.startIndex + index])
                    answers[index] = room.ask(tile, heights: heights) {
                        load(tile.samples, $0, $1, room.engine)
                    }
                }
                if wave.count == 1 { return ask(0) }
                DispatchQueue.concurrentPerform(iterations: wave.count, execute: ask)
            }
            for answer in answers { if let answer { try read(answer) } }
        }
    }

    /// The same of samples in memory.
    package func ask(_ samples: Samples, read: (TileAnswers) throws -> Void) rethrows {
        try ask(
            samples.count,
            load: { numbers, input, labels, engine in
                let order = Matrix(numbers.map(Int32.init), columns: 1)
                samples.gather(order, into: input, labels: labels, on: engine)
            }, read: read)
    }

    /// Waits for a room, and takes as many more as are free.
    private func borrow(atMost count: Int) -> [AnsweringRoom] {
        condition.lock()
        defer { condition.unlock() }
        while free.isEmpty && made == most { condition.wait() }
        while free.count < count && made < most {
            free.append(AnsweringRoom(question))
            made += 1
        }
        let taken = Array(free.suffix(count))
        free.removeLast(taken.count)
        return taken
    }

    private func giveBack(_ rooms: [AnsweringRoom]) {
        condition.lock()
        free += rooms
        condition.broadcast()
        condition.unlock()
    }

    /// The numbers of samples that may be computed together: those at which a sample's evidence is, to
    /// the bit, what it is in the smallest tile.
    ///
    /// Whether it is depends on the order in which the machine's products sum, which nobody promises:
    /// so it is tried once, with one sample at every place of a tile of each height.
    func provenHeights() -> [Int] {
        condition.lock()
        if let proven {
            condition.unlock()
            return proven
        }
        condition.unlock()
        let rooms = borrow(atMost: 1)
        defer { giveBack(rooms) }
        let heights = rooms[0].equalHeights(question.tileHeights)
        condition.lock()
        proven = heights
        condition.unlock()
        return heights
    }
}
