import OnwardExperiments
import OnwardRuns

/// A comparison in JSON. What is not known is null.
package struct ComparisonLine: Encodable {
    private let settings: [String]
    private let groups: [Group]
    private let others: [Run]
    private let differences: [Difference]
    private let notes: [String]

    private enum CodingKeys: String, CodingKey {
        case settings, groups
        case others = "not_ended"
        case differences = "best_less_others"
        case notes
    }

    private struct Number: Encodable {
        let mean: Double
        let deviation: Double?
        let standardError: Double?
        let count: Int

        enum CodingKeys: String, CodingKey {
            case mean, deviation
            case standardError = "standard_error"
            case count
        }

        init(_ statistic: Statistic) {
            (mean, deviation, count) = (statistic.mean, statistic.deviation, statistic.count)
            standardError = deviation.map { _ in statistic.standardError }
        }
    }

    private struct Run: Encodable {
        let run: String
        let state: RunRecord.State
        let seed: UInt64?
        let settings: [String: String?]
        let epochs: Int?
        let keptEpoch: Int?
        let validationAccuracy: Double?
        let trainSeconds: Double?
        let peakMemoryBytes: Int?
        let testAccuracy: Double?
        let notes: [String]

        enum CodingKeys: String, CodingKey {
            case run, state, seed, settings, epochs
            case keptEpoch = "kept_epoch"
            case validationAccuracy = "validation_accuracy"
            case trainSeconds = "train_seconds"
            case peakMemoryBytes = "peak_memory_bytes"
            case testAccuracy = "test_accuracy"
            case notes
        }

        init(_ run: ComparedRun, _ keys: [String]) {
            let record = run.record
            self.run = run.name
            (state, notes, seed) = (record.state, record.notes, run.seed)
            settings = Dictionary(uniqueKeysWithValues: keys.map { ($0, run.shown($0)) })
            (epochs, keptEpoch) = (record.epochs.last?.epoch, record.keptEpoch?.epoch)
            validationAccuracy = record.validationAccuracy
            (trainSeconds, peakMemoryBytes) = (record.trainSeconds, record.peakMemoryBytes)
            testAccuracy = record.summary?.testAccuracy
        }
    }

    private struct Group: Encodable {
        let rank: Int?
        let validationAccuracy: Number?
        let trainSeconds: Number?
        let peakMemoryBytes: Number?
        let testAccuracy: Number?
        let runs: [Run]

        enum CodingKeys: String, CodingKey {
            case rank
            case validationAccuracy = "validation_accuracy"
            case trainSeconds = "train_seconds"
            case peakMemoryBytes = "peak_memory_bytes"
            case testAccuracy = "test_accuracy"
            case runs
        }

        init(_ group: RunGroup, _ keys: [String]) {
            rank = group.rank
            validationAccuracy = group.validation.map(Number.init)
            trainSeconds = group.seconds.map(Number.init)
            peakMemoryBytes = group.memory.map(Number.init)
            testAccuracy = group.test.map(Number.init)
            runs = group.runs.map { Run($0, keys) }
        }
    }

    private struct Difference: Encodable {
        let runs: [String]
        let validationAccuracy: Number
        let testAccuracy: Number?

        enum CodingKeys: String, CodingKey {
            case runs
            case validationAccuracy = "validation_accuracy"
            case testAccuracy = "test_accuracy"
        }
    }

    package init(_ comparison: RunComparison) {
        settings = comparison.settings
        groups = comparison.groups.map { Group($0, comparison.settings) }
        others = comparison.others.map { Run($0, comparison.settings) }
        differences = comparison.differences.map {
            Difference(
                runs: $0.group.runs.map(\.name), validationAccuracy: Number($0.validation),
                testAccuracy: $0.test.map(Number.init))
        }
        notes = comparison.notes
    }
}
