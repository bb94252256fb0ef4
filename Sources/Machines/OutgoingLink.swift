import Foundation
import OnwardCompute
import OnwardLearning

/// The lower end of a link to a program that runs the blocks above: while one slot is on its way the other
/// is filled.
final class OutgoingLink: BlockSender, Errand, @unchecked Sendable {
    private let mpi: MPI
    private let peer: Int
    private let tag: LinkTag
    private let ring: RingLink<BatchSlot>
    private let message: LinkMessage
    private let notice = Matrix(.int32, rows: 1, columns: 1)
    var courier: Courier?

    /// Guards what follows.
    private let lock = NSLock()
    private var underWay: [Transfer] = []
    private var noticed: Transfer
    private var hasSentEnd = false

    /// - Parameter slots: two, so that sending and filling overlap.
    init(to peer: Int, _ tag: LinkTag, slots: [BatchSlot], by mpi: MPI) {
        (self.mpi, self.peer, self.tag) = (mpi, peer, tag)
        ring = RingLink(slots)
        message = LinkMessage(samples: slots[0].labelRoom.rows)
        noticed = Transfer(.from, peer, notice, tag: tag.notice, by: mpi)
    }

    func advance() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        var moved = false
        if !ring.isAbandoned, noticed.advance() {
            ring.abandon()
            moved = true
        }
        if !underWay.isEmpty {
            guard underWay.allSatisfy({ $0.advance() }) else { return moved }
            underWay = []
            if !hasSentEnd { ring.giveBack() }
            moved = true
        }
        // In this order: what was sent before the link was closed is still sent.
        let isClosed = ring.isClosed
        if let slot = ring.slotToEmpty {
            message.write(slot)
            send(slot.batch.input.matrix)
            return true
        }
        if isClosed, !hasSentEnd {
            hasSentEnd = true
            message.writeEnd()
            send(notice.rows(0..<0))
            return true
        }
        return moved
    }

    private func send(_ outputs: Matrix) {
        underWay = [
            Transfer(.to, peer, message.numbers, tag: tag.message, by: mpi),
            Transfer(
                outputs.rows == 0 ? .to : .toReceiver, peer, outputs, tag: tag.outputs, by: mpi),
        ]
    }

    /// Whether both sides have said that it is over, and nothing is on its way.
    private var isQuiet: Bool { hasSentEnd && underWay.isEmpty && noticed.isDone }

    func waitUntilQuiet() { mpi.wait { lock.withLock { isQuiet } } }

    func open() {
        waitUntilQuiet()
        lock.withLock {
            hasSentEnd = false
            ring.open()
            noticed = Transfer(.from, peer, notice, tag: tag.notice, by: mpi)
        }
    }

    var slotToFill: BatchSlot? { ring.slotToFill }
    var isAbandoned: Bool { ring.isAbandoned }
    func waitForRoom() -> Bool { ring.waitForRoom() }

    func send() {
        ring.send()
        courier?.ring()
    }

    func close() {
        ring.close()
        courier?.ring()
    }
}
