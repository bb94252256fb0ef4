import Foundation
import OnwardCompute
import OnwardLearning

/// The upper end of a link from a program that runs the blocks below: outputs are received into slots ahead
/// of time.
final class IncomingLink: BlockReceiver, Errand, @unchecked Sendable {
    private let mpi: MPI
    private let peer: Int
    private let tag: LinkTag
    private let ring: RingLink<BatchSlot>
    private let message: LinkMessage
    private let notice = Matrix(.int32, rows: 1, columns: 1)
    var courier: Courier?

    /// Guards what follows.
    private let lock = NSLock()
    /// A batch's message and outputs; nil while none is awaited.
    private var awaited: (message: Transfer, outputs: Transfer, slot: BatchSlot)?
    /// That no more is wanted; nil until that is so.
    private var told: Transfer?

    init(from peer: Int, _ tag: LinkTag, slots: [BatchSlot], by mpi: MPI) {
        (self.mpi, self.peer, self.tag) = (mpi, peer, tag)
        ring = RingLink(slots)
        message = LinkMessage(samples: slots[0].labelRoom.rows)
    }

    func advance() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        var moved = false
        if let awaited, awaited.message.advance(), awaited.outputs.advance() {
            if message.isEnd {
                ring.close()
            } else {
                message.deliver(to: awaited.slot)
                ring.send()
            }
            self.awaited = nil
            moved = true
        }
        if awaited == nil, !ring.isClosed, let slot = ring.slotToFill {
            awaited = (
                Transfer(.from, peer, message.numbers, tag: tag.message, by: mpi),
                Transfer(.from, peer, slot.outputRoom, tag: tag.outputs, by: mpi), slot
            )
            moved = true
        }
        if told == nil, ring.isAbandoned {
            told = Transfer(.to, peer, notice, tag: tag.notice, by: mpi)
            moved = true
        }
        return moved
    }

    /// Whether both sides have said that it is over, and nothing is on its way.
    private var isQuiet: Bool { ring.isClosed && awaited == nil && told?.advance() ?? false }

    func waitUntilQuiet() { mpi.wait { lock.withLock { isQuiet } } }

    func open() {
        waitUntilQuiet()
        lock.withLock {
            told = nil
            ring.open()
        }
        courier?.ring()
    }

    var slotToEmpty: BatchSlot? { ring.slotToEmpty }
    var received: Int { ring.received }
    var isClosed: Bool { ring.isClosed }
    func waitForBatch() -> Bool { ring.waitForBatch() }

    func giveBack() {
        ring.giveBack()
        courier?.ring()
    }

    func abandon() {
        ring.abandon()
        courier?.ring()
    }
}
