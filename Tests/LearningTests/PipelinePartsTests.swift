import Foundation
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardLearning

@Suite("The parts of a pipeline", .onOwnThread)
struct PipelinePartsTests {
    private final class Slot: @unchecked Sendable {
        var number = -1
    }

    private final class Numbers: @unchecked Sendable {
        var list: [Int] = []
    }

    /// Asks again until there is an answer, or the link has no more to give.
    private func next(_ link: RingLink<Slot>, _ slot: (RingLink<Slot>) -> Slot?) -> Slot? {
        while true {
            let hasEnded = link.isClosed || link.isAbandoned
            if let slot = slot(link) { return slot }
            if hasEnded { return nil }
            sched_yield()
        }
    }

    /// Sends 0, 1, … from a thread of its own.
    private func sender(_ link: RingLink<Slot>, count: Int) -> StageThread {
        StageThread("sender") {
            {
                for number in 0..<count {
                    guard let slot = self.next(link, \.slotToFill) else { return }
                    slot.number = number
                    link.send()
                }
                link.close()
            }
        }
    }

    @Test("What one thread sends another receives, all of it and in order", arguments: [1, 2, 3])
    func keepsOrder(slots: Int) {
        let link = RingLink((0..<slots).map { _ in Slot() })
        let sender = sender(link, count: 5000)
        for _ in 0..<3 {
            link.open()
            sender.start()
            var received: [Int] = []
            while let slot = next(link, \.slotToEmpty) {
                received.append(slot.number)
                link.giveBack()
            }
            sender.join()
            #expect(received == Array(0..<5000))
        }
    }

    @Test("There is nothing to fill until a slot is given back, nor to empty until one is sent")
    func isBounded() {
        let link = RingLink([Slot(), Slot()])
        link.open()
        for number in 0..<5 {
            #expect(link.slotToEmpty == nil)
            for sent in 0..<2 {
                link.slotToFill?.number = 2 * number + sent
                link.send()
            }
            #expect(link.slotToFill == nil)
            for sent in 0..<2 {
                #expect(link.slotToEmpty?.number == 2 * number + sent)
                link.giveBack()
            }
        }
    }

    @Test("A link that was abandoned serves the next round, without what was left in it")
    func opensAgain() {
        let link = RingLink([Slot(), Slot()])
        for number in 0..<3 {
            link.open()
            #expect(!link.isAbandoned && !link.isClosed && link.slotToEmpty == nil)
            for sent in 0..<2 {
                link.slotToFill?.number = 10 * number + sent
                link.send()
            }
            #expect(link.slotToEmpty?.number == 10 * number)
            link.abandon()
            link.close()
        }
    }

    /// Lets a thread append to numbers of its own, fifty times; returns what they were, and
    /// whether they are still there.
    private func work() -> (counts: [Int], isHeld: () -> Bool) {
        let numbers = Numbers()
        let thread = StageThread("worker") { { numbers.list.append(numbers.list.count) } }
        let counts = (1...50).map { number in
            // Long enough to fall asleep, sometimes.
            if number % 10 == 0 { usleep(20_000) }
            thread.start()
            thread.join()
            return numbers.list.count
        }
        return (counts, { [weak numbers] in numbers != nil })
    }

    @Test("A thread does what it is asked each time, and lets go of everything with its owner")
    func worksAndGoes() {
        let (counts, isHeld) = work()
        #expect(counts == Array(1...50))
        // The thread itself goes soon after it has said that it does.
        for _ in 0..<1000 where isHeld() { usleep(1000) }
        #expect(!isHeld())
    }
}
