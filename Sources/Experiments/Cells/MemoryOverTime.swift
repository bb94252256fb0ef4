import Foundation
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardRecipes
import OnwardSettings
import Synchronization

/// How much memory a training has while it goes on.
///
/// Values: `highest_megabytes`, `lowest_megabytes` after the first step. Curve: `megabytes`, every
/// `interval` seconds, beyond what the process had before.
package struct MemoryOverTime: Work {
    package let recipe: SettingValues
    package let samples: Int
    package let shape: Shape
    /// Seconds from one look to the next.
    package static let interval = 0.1

    static let highest = Measure(
        "highest_megabytes", "highest memory, MB", decimals: 0, isMoreBetter: false)
    static let gap = Measure(
        "gap_megabytes", "highest − lowest memory after the first step, MB", decimals: 0,
        isMoreBetter: false)

    package var settings: String {
        get throws {
            try recipe.yaml() + "# on \(samples) random images of \(shape)\n"
        }
    }

    package func run(_ cell: Cell) throws -> Outcome? {
        let (prepared, images) = try cell.prepare(recipe, images: samples, of: shape)
        var recipe = prepared
        recipe.samples.validation = 0
        let watch = MemoryWatch(every: MemoryOverTime.interval)
        let start = ContinuousClock.now
        let session = try recipe.makeSession(recipe.makeNetwork(for: images), on: images)
        var firstStep: Int?
        let isDone = try session.run(goesOn: { progress in
            if firstStep == nil && progress.samples > 0 { firstStep = watch.count }
            cell.show(Double(progress.round) / Double(max(recipe.run.epochs, 1)))
            return cell.goesOn()
        })
        let megabytes = watch.stop()
        guard isDone else { return nil }
        let steady = megabytes.dropFirst(firstStep ?? 0)
        return Outcome(
            values: [
                MemoryOverTime.highest.key: megabytes.max() ?? 0,
                MemoryOverTime.gap.key: (steady.max() ?? 0) - (steady.min() ?? 0),
            ], curves: ["megabytes": megabytes],
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }
}

/// A thread that looks at the process's memory again and again.
private final class MemoryWatch: Sendable {
    private let bytes = Mutex<[Int]>([])
    private let isStopped = Atomic(false)
    private let before = ProcessMemory.residentBytes ?? 0

    init(every seconds: Double) {
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                let now = ProcessMemory.residentBytes ?? 0
                bytes.withLock { $0.append(now) }
                Thread.sleep(forTimeInterval: seconds)
            }
        }
    }

    var count: Int { bytes.withLock { $0.count } }

    /// In MB, beyond what there was at the beginning.
    func stop() -> [Double] {
        isStopped.store(true, ordering: .relaxed)
        return bytes.withLock { $0.map { Double($0 - before) / 1e6 } }
    }
}
