import OnwardLearning
import OnwardNetworks
import Synchronization

/// A link of its own kind: counts what passes, and has one slot more than those of a pipeline.
final class CountingLink: BlockLink {
    private let link: RingLink<BatchSlot>
    private let count = Atomic<Int>(0)

    init(rows: Int, columns: Int, samples: Int) {
        link = RingLink(
            (0..<3).map { _ in BatchSlot(rows: rows, columns: columns, samples: samples) })
    }

    var sent: Int { count.load(ordering: .relaxed) }

    func send() {
        count.add(1, ordering: .relaxed)
        link.send()
    }

    var slotToFill: BatchSlot? { link.slotToFill }
    var slotToEmpty: BatchSlot? { link.slotToEmpty }
    var received: Int { link.received }
    var isClosed: Bool { link.isClosed }
    var isAbandoned: Bool { link.isAbandoned }
    func open() { link.open() }
    func close() { link.close() }
    func abandon() { link.abandon() }
    func giveBack() { link.giveBack() }
    func waitForRoom() -> Bool { link.waitForRoom() }
    func waitForBatch() -> Bool { link.waitForBatch() }
}
