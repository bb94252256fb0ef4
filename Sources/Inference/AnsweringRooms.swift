import Dispatch
import OnwardCompute
import OnwardData
import OnwardNetworks
import Synchronization

/// Where a network is asked: in rooms of one thread each, one for each core at the most.
///
/// Samples are parted into tiles, and a tile is computed by one thread, or by all of them where that is
/// found to give the same bits sooner. So what a sample's sums are depends neither on how many came with
/// it, nor on its place among them, nor on the threads.
///
/// Where it is asked from several threads, nobody may change the network meanwhile.
package final class AnsweringRooms: @unchecked Sendable {
    let question: Question
    /// Of tiles, to try, the least first.
    private let heights: [Int]
    private let pool: RoomPool
    /// Of one room of the pool.
    private let roomBytes: Int
    /// Computes a tile of the least height on all threads; nil where that would gain nothing.
    private let team: AnsweringRoom?
    /// Whether the team answers, for it gives one thread's bits and sooner; nil before it was tried. Touched
    /// by those alone who have the pool to themselves.
    private(set) var teamAnswers: Bool?
    /// Nil before they were tried.
    private let proven = Mutex<[Int]?>(nil)

    /// - Parameter threads: cores to use, at least 1; one where weights lie in files, so that no more
    ///   of them are in memory than one thread needs.
    package init(_ question: Question, threads: Int) {
        self.question = question
        heights = question.tileHeights
        let most = question.network.storage.folder == nil ? threads : 1
        let engine = Engine(threads: 1, precision: question.precision)
        var spoiled: Set<Int> = []
        for block in question.network.blocks.prefix(question.blockCount) {
            if !block.isFinite(on: engine) { spoiled.insert(block.index) }
            block.prepare(for: engine)
        }
        let room = AnsweringRoom(question, spoiledBlocks: spoiled)
        roomBytes = room.byteCount
        pool = RoomPool(question, first: room, most: most, spoiledBlocks: spoiled)
        team =
            most > 1 && question.occupiesSeveralThreads
            ? AnsweringRoom(
                question, threads: most, height: heights[0], spoiledBlocks: spoiled) : nil
    }

    /// Rooms of one thread that there may be.
    package var most: Int { pool.most }

    /// Bytes that the rooms take once all are made, without what oneDNN takes.
    package var byteCount: Int { most * roomBytes + (team?.byteCount ?? 0) }

    /// Rows of a room's largest product.
    package var rowsPerRoom: Int { (heights.last ?? 1) * question.copies }

    /// Asks about samples, a tile to each room at a time.
    ///
    /// Both closures are called on several threads at once, each for samples of its own.
    ///
    /// - Parameters:
    ///   - load: writes the samples of some numbers [N, numbers] as float32, and their labels [N, 1].
    ///   - read: shown the answers, a tile's in any order.
    func ask(
        _ count: Int,
        load:
            @escaping (_ numbers: Range<Int>, _ samples: Matrix, _ labels: Matrix, Engine) -> Void,
        read: @escaping (TileAnswers) -> Void
    ) {
        guard count > 0 else { return }
        let proven = count == 1 ? [] : provenHeights()
        let tiles = Tile.parting(count, heights: proven, least: heights[0])
        if tiles.count == 1, askTeam(tiles[0], proven, load, read) { return }
        let rooms = pool.borrow(atMost: tiles.count)
        defer { pool.giveBack(rooms) }
        if tiles.count == 1 { return ask(tiles[0], proven, in: rooms[0], load, read) }
        let begun = Atomic(0)
        nonisolated(unsafe) let (load, read, lent) = (load, read, rooms)
        // Each iteration has a room of its own, and takes tiles as long as there are any.
        let ask: @Sendable (Int) -> Void = { place in
            while true {
                let next = begun.add(1, ordering: .relaxed).oldValue
                guard next < tiles.count else { return }
                self.ask(tiles[next], proven, in: lent[place], load, read)
            }
        }
        DispatchQueue.concurrentPerform(iterations: rooms.count, execute: ask)
    }

    /// The same of samples in memory.
    package func ask(_ samples: Samples, read: @escaping (TileAnswers) -> Void) {
        ask(
            samples.count,
            load: { numbers, input, labels, engine in
                let order = Matrix(numbers.map(Int32.init), columns: 1)
                samples.gather(order, into: input, labels: labels, on: engine)
            }, read: read)
    }

    private func ask(
        _ tile: Tile, _ proven: [Int], in room: AnsweringRoom,
        _ load: (Range<Int>, _ samples: Matrix, _ labels: Matrix, Engine) -> Void,
        _ read: (TileAnswers) -> Void
    ) {
        read(room.ask(tile, heights: proven) { load(tile.samples, $0, $1, room.engine) })
    }

    /// The same of a tile, where it is to be computed on all threads and no other call uses any.
    private func askTeam(
        _ tile: Tile, _ proven: [Int],
        _ load: (Range<Int>, _ samples: Matrix, _ labels: Matrix, Engine) -> Void,
        _ read: (TileAnswers) -> Void
    ) -> Bool {
        guard let team, tile.height == heights[0] else { return false }
        return pool.alone { room in
            // Every layer waits for all threads: that can take longer than its work.
            let answers = teamAnswers ?? team.equalsSooner(room, height: tile.height)
            teamAnswers = answers
            guard answers else { return false }
            ask(tile, proven, in: team, load, read)
            return true
        }
    }

    /// The numbers of samples that may be computed together: those at which a sample's evidence is, to
    /// the bit, what it is in the smallest tile.
    ///
    /// Whether it is depends on the order in which the machine's products sum, which nobody promises:
    /// so it is tried once, with one sample at every place of a tile of each height.
    func provenHeights() -> [Int] {
        if let proven = proven.withLock({ $0 }) { return proven }
        let rooms = pool.borrow(atMost: 1)
        defer { pool.giveBack(rooms) }
        let equal = rooms[0].equalHeights(heights)
        proven.withLock { $0 = equal }
        return equal
    }
}
