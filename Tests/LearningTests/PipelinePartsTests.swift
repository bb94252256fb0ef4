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

    /// Sends 0, 1, … from a thread of its own.
    private func sender(_ link: RingLink<Slot>, count: Int) -> StageThread {
        StageThread("sender") {
            {
                for number in 0..<count {
                    guard let slot = link.slotToFill() else { return }
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
            while let slot = link.slotToEmpty() {
                received.append(slot.number)
                link.giveBack()
            }
            sender.join()
            #expect(received == Array(0..<5000))
        }
    }

    @Test("A sender waits, asleep or not, until a slot is given back")
    func isBounded() {
        let link = RingLink([Slot(), Slot()])
        let sent = Numbers()
        let sender = StageThread("sender") {
            {
                while let slot = link.slotToFill() {
                    slot.number = sent.list.count
                    sent.list.append(slot.number)
                    link.send()
                }
            }
        }
        link.open()
        sender.start()
        for number in 0..<20 {
            // Long enough to fall asleep, sometimes.
            if number % 4 == 0 { usleep(20_000) }
            #expect(link.slotToEmpty()?.number == number)
            link.giveBack()
        }
        link.abandon()
        sender.join()
        #expect(sent.list.count >= 20 && sent.list.count <= 22)
    }

    @Test("A link that was abandoned serves the next round, without what was left in it")
    func opensAgain() {
        let link = RingLink([Slot(), Slot()])
        let sender = sender(link, count: 100)
        link.open()
        sender.start()
        #expect(link.slotToEmpty()?.number == 0)
        link.abandon()
        sender.join()
        link.open()
        sender.start()
        #expect(link.slotToEmpty()?.number == 0)
        link.abandon()
        sender.join()
    }

    /// Lets a thread append to numbers of its own, fifty times; returns what they were, and
    /// whether they are still there.
    private func work() -> (counts: [Int], isHeld: () -> Bool) {
        let numbers = Numbers()
        let thread = StageThread("worker") { { numbers.list.append(numbers.list.count) } }
        let counts = (1...50).map { _ in
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

    /// The least time of the slowest of `count` stages, by trying every split.
    private func best(_ times: ArraySlice<Int>, _ count: Int) -> Int {
        if count == 1 { return times.reduce(0, +) }
        return (1...times.count - count + 1).map { first in
            max(times.prefix(first).reduce(0, +), best(times.dropFirst(first), count - 1))
        }.min() ?? 0
    }

    @Test("Blocks are shared out so that the slowest stage is as fast as can be", arguments: 0..<40)
    func splits(number: Int) {
        let times = (0..<1 + number % 8).map { (number * 7919 + $0 * $0 * 104_729) % 97 + 1 }
        var costs = BlockCosts(of: 3..<3 + times.count)
        for (block, time) in times.enumerated() {
            costs.note(.milliseconds(time + 5), of: block + 3)
            costs.note(.milliseconds(time), of: block + 3)
        }
        for count in 1...times.count {
            let split = costs.split(into: count)
            #expect(split.count == count && split.allSatisfy { !$0.isEmpty })
            #expect(split.flatMap(Array.init) == Array(3..<3 + times.count))
            let slowest = split.map { $0.reduce(0) { $0 + times[$1 - 3] } }.max()
            #expect(slowest == best(times[...], count))
        }
    }
}
