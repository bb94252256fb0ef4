import Synchronization

/// Hands slots from one thread to another and back, in turn and without a lock.
///
/// The writer fills the slots in order, the reader empties them in the same order; each waits where
/// it would overtake the other. Between rounds, when neither is at work, a link is opened again.
final class RingLink<Slot: Sendable>: Sendable {
    private let slots: [Slot]
    /// Slots that were filled, and that were emptied, since the beginning.
    private let filled = Atomic<Int>(0)
    private let emptied = Atomic<Int>(0)
    /// Whether the writer has ended, and whether the reader has.
    private let isClosed = Atomic<Bool>(false)
    private let isAbandoned = Atomic<Bool>(false)
    private let writerBell = Doorbell()
    private let readerBell = Doorbell()

    init(_ slots: [Slot]) {
        precondition(!slots.isEmpty, "a link without slots")
        self.slots = slots
    }

    func open() {
        isClosed.store(false, ordering: .sequentiallyConsistent)
        isAbandoned.store(false, ordering: .sequentiallyConsistent)
        emptied.store(filled.load(ordering: .relaxed), ordering: .sequentiallyConsistent)
    }

    /// The writer's next slot, once it is empty; nil where the reader has ended.
    func slotToFill() -> Slot? {
        let next = filled.load(ordering: .relaxed)
        writerBell.wait {
            next - emptied.load(ordering: .sequentiallyConsistent) < slots.count
                || isAbandoned.load(ordering: .sequentiallyConsistent)
        }
        return isAbandoned.load(ordering: .sequentiallyConsistent) ? nil : slots[next % slots.count]
    }

    /// Hands that slot to the reader.
    func send() {
        filled.add(1, ordering: .sequentiallyConsistent)
        readerBell.ring()
    }

    /// Says that no more comes; what was sent is still received.
    func close() {
        isClosed.store(true, ordering: .sequentiallyConsistent)
        readerBell.ring()
    }

    /// The reader's next slot, once it is filled; nil where no more comes.
    func slotToEmpty() -> Slot? {
        let next = emptied.load(ordering: .relaxed)
        readerBell.wait {
            next < filled.load(ordering: .sequentiallyConsistent)
                || isClosed.load(ordering: .sequentiallyConsistent)
        }
        return next < filled.load(ordering: .sequentiallyConsistent)
            ? slots[next % slots.count] : nil
    }

    /// Gives that slot back to the writer.
    func giveBack() {
        emptied.add(1, ordering: .sequentiallyConsistent)
        writerBell.ring()
    }

    /// Says that no more is wanted.
    func abandon() {
        isAbandoned.store(true, ordering: .sequentiallyConsistent)
        writerBell.ring()
    }
}
