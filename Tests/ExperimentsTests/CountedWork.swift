import Foundation
import OnwardExperiments
import Synchronization

/// Work that takes no time, counts how often it was done, and can be told to stop halfway.
final class Counter: Sendable {
    private let seeds = Mutex<[UInt64]>([])

    var runs: [UInt64] { seeds.withLock { $0 } }
    func add(_ seed: UInt64) { seeds.withLock { $0.append(seed) } }
}

struct CountedWork: Work {
    let counter: Counter
    var settings = "counted\n"
    var value = 0.9

    func run(_ cell: Cell) throws -> Outcome? {
        guard cell.goesOn() else { return nil }
        counter.add(cell.seed)
        return Outcome(
            values: [Measure.accuracy.key: value + Double(cell.seed) * 0.01], seconds: 2)
    }
}

extension Experiment {
    /// Two jobs, of counted work or other; the first has a published value.
    static func counted(_ one: any Work, _ other: any Work, seeds: Int = 2) -> Experiment {
        Experiment(
            "counted", title: "Counted", source: "Nobody, 2026",
            budget: Budget(seeds: seeds, epochs: 1, hours: 0.1),
            jobs: [
                Job("one", one, rows: [Row("One", .accuracy, published: 91.5)]),
                Job("other", other, rows: [Row("Other", .accuracy), Row("Other", .seconds)]),
            ])
    }
}
