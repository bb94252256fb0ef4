import Synchronization

/// Hands slots from one side to the other and back, in turn and without a lock: what joins blocks that
/// share a process.
///
/// The writer fills the slots in order, the reader empties them in the same order. Each side may be
/// another thread every time, one at a time. Between rounds, when neither is at work, a link is opened
/// again.
package final class RingLink<Slot: Sendable>: Sendable {
    private let slots: [Slot]
    /// Slots that were filled, and that were emptied, since the link was opened.
    private let filled = Atomic<Int>(0)
    private let emptied = Atomic<Int>(0)
    /// Whether the writer has ended, and whether the reader has.
    private let closed = Atomic<Bool>(false)
    private let abandoned = Atomic<Bool>(false)
    /// Where the writer waits, and the reader.
    private let (roomBell, batchBell) = (Doorbell(), Doorbell())

    package init(_ slots: [Slot]) {
        precondition(!slots.isEmpty, "a link without slots")
        self.slots = slots
    }

    package func open() {
        closed.store(false, ordering: .sequentiallyConsistent)
        abandoned.store(false, ordering: .sequentiallyConsistent)
        filled.store(0, ordering: .sequentiallyConsistent)
        emptied.store(0, ordering: .sequentiallyConsistent)
    }

    /// How many slots the reader has given back since the link was opened.
    package var received: Int { emptied.load(ordering: .sequentiallyConsistent) }

    /// The writer's next slot; nil while it is not emptied.
    package var slotToFill: Slot? {
        let next = filled.load(ordering: .sequentiallyConsistent)
        return next - emptied.load(ordering: .sequentiallyConsistent) < slots.count
            ? slots[next % slots.count] : nil
    }

    /// Hands that slot to the reader.
    package func send() {
        filled.add(1, ordering: .sequentiallyConsistent)
        batchBell.ring()
    }

    /// Says that no more comes; what was sent is still received.
    package func close() {
        closed.store(true, ordering: .sequentiallyConsistent)
        batchBell.ring()
    }

    /// Whether no more comes than what was sent.
    package var isClosed: Bool { closed.load(ordering: .sequentiallyConsistent) }

    /// The reader's next slot; nil while none is filled.
    package var slotToEmpty: Slot? {
        let next = emptied.load(ordering: .sequentiallyConsistent)
        return next < filled.load(ordering: .sequentiallyConsistent)
            ? slots[next % slots.count] : nil
    }

    /// Gives that slot back to the writer.
    package func giveBack() {
        emptied.add(1, ordering: .sequentiallyConsistent)
        roomBell.ring()
    }

    /// Says that no more is wanted.
    package func abandon() {
        abandoned.store(true, ordering: .sequentiallyConsistent)
        roomBell.ring()
    }

    /// Whether what is sent would be left lying.
    package var isAbandoned: Bool { abandoned.load(ordering: .sequentiallyConsistent) }

    package func waitForRoom() -> Bool {
        roomBell.wait { slotToFill != nil || isAbandoned }
        return !isAbandoned
    }

    package func waitForBatch() -> Bool {
        batchBell.wait { slotToEmpty != nil || isClosed }
        // In this order: what was sent before the link was closed is still received.
        return slotToEmpty != nil
    }
}

extension RingLink: BlockSender, BlockReceiver, BlockLink where Slot == BatchSlot {}
