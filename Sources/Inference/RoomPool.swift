import Foundation

/// The rooms of one thread each that a network is asked in: lent to whoever asks, from any thread, and
/// waited for where all are in use.
final class RoomPool: @unchecked Sendable {
    /// Rooms that there may be.
    let most: Int
    private let question: Question
    private let spoiledBlocks: Set<Int>
    /// Guards what follows.
    private let condition = NSCondition()
    private var free: [AnsweringRoom]
    /// Rooms that may still be lent, made or not.
    private var left: Int

    /// - Parameter first: one that is made already.
    init(_ question: Question, first: AnsweringRoom, most: Int, spoiledBlocks: Set<Int>) {
        self.question = question
        self.spoiledBlocks = spoiledBlocks
        self.most = most
        free = [first]
        left = most
    }

    /// Waits for a room, and takes as many more as are left.
    func borrow(atMost count: Int) -> [AnsweringRoom] {
        condition.lock()
        defer { condition.unlock() }
        while left == 0 { condition.wait() }
        let taken = min(count, left)
        while free.count < taken {
            free.append(
                AnsweringRoom(question, spoiledBlocks: spoiledBlocks))
        }
        left -= taken
        defer { free.removeLast(taken) }
        return Array(free.suffix(taken))
    }

    func giveBack(_ rooms: [AnsweringRoom]) {
        condition.lock()
        free += rooms
        left += rooms.count
        condition.broadcast()
        condition.unlock()
    }

    /// Does some work while no room is lent and none can be, so that all cores are its own, where that
    /// is so now.
    ///
    /// - Parameter work: given one of the rooms.
    /// - Returns: whether the work was done.
    func alone(_ work: (AnsweringRoom) -> Bool) -> Bool {
        condition.lock()
        guard left == most, let room = free.last else {
            condition.unlock()
            return false
        }
        left = 0
        condition.unlock()
        defer {
            condition.lock()
            left = most
            condition.broadcast()
            condition.unlock()
        }
        return work(room)
    }
}
