import Foundation
import OnwardCompute
import OnwardInference
import OnwardLearning
import OnwardRecipes
import OnwardRuns
import OnwardTerminal

/// What `onward benchmark` found out: one JSON object, or a page of text.
struct BenchmarkReport: Encodable {
    struct Training: Encodable {
        let batches: Int
        let secondsPerEpoch: Double
        let samplesPerSecond: Double
        let gigaflops: Double
        let limitGigaflops: Double
        let shareOfLimit: Double
        /// Shares of the time: products, optimizer, data, rest.
        let parts: [String: Double]

        enum CodingKeys: String, CodingKey {
            case batches
            case secondsPerEpoch = "seconds_per_epoch"
            case samplesPerSecond = "samples_per_second"
            case gigaflops
            case limitGigaflops = "limit_gigaflops"
            case shareOfLimit = "share_of_limit"
            case parts
        }

        init(_ measured: TrainingMeasurement) {
            batches = measured.batches
            secondsPerEpoch = measured.secondsPerEpoch
            samplesPerSecond = measured.samplesPerSecond
            gigaflops = measured.operationsPerSecond / 1e9
            limitGigaflops = measured.limit / 1e9
            shareOfLimit = measured.shareOfLimit
            parts = Dictionary(
                uniqueKeysWithValues: measured.shares.map { ("\($0.key)", $0.value) })
        }
    }

    struct Depth: Encodable {
        let depth: Int
        let blocks: Int
        let peakBytes: Int

        enum CodingKeys: String, CodingKey {
            case depth, blocks
            case peakBytes = "peak_bytes"
        }

        init(depth: Int, _ measured: MemoryMeasurement) {
            self.depth = depth
            blocks = measured.blocks
            peakBytes = measured.peakBytes
        }
    }

    let algorithm: String
    let network: String
    let data: String
    let batchSize: Int
    let trainingSchedule: String
    let environment: RunEnvironment
    var training: Training?
    var prediction: [AnswerMeasurement]?
    var memory: [Depth]?

    enum CodingKeys: String, CodingKey {
        case algorithm, network, data
        case batchSize = "batch_size"
        case trainingSchedule = "training_schedule"
        case environment, training, prediction, memory
    }

    init(_ recipe: Recipe, _ environment: RunEnvironment) {
        algorithm = recipe.algorithm.name
        network = recipe.network.notation ?? "blocks of the recipe"
        data = recipe.data.name
        batchSize = recipe.trainer.batchSize
        let stages =
            recipe.trainer.schedule.values["stages"].flatMap { Int($0) }
            .map { ", \($0) stages" } ?? ""
        trainingSchedule =
            recipe.leavesScheduleOpen ? "auto" : type(of: recipe.trainer.schedule).name + stages
        self.environment = environment
    }

    /// As it is shown where JSON is not asked for.
    var text: String {
        var lines = [
            "\(algorithm), \(network), \(data), batches of \(batchSize), \(trainingSchedule)",
            "\(environment.processor), \(environment.library), \(environment.threads) "
                + "thread\(environment.threads == 1 ? "" : "s"), " + environment.precision.rawValue,
        ]
        if let training { lines += [""] + BenchmarkReport.lines(of: training) }
        if let prediction { lines += [""] + BenchmarkReport.lines(of: prediction) }
        if let memory { lines += [""] + BenchmarkReport.lines(of: memory) }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of training: Training) -> [String] {
        let parts = Meter.Part.allCases.map { part in
            Table.pad("\(part)", 12)
                + String(format: "%8.1f %%", 100 * (training.parts["\(part)"] ?? 0))
        }
        return [
            String(
                format: "%.3f s/epoch, %.0f samples/s (%ld batches measured)",
                training.secondsPerEpoch, training.samplesPerSecond, training.batches),
            String(
                format: "%.1f GFLOP/s, %.0f %% of the limit of %.1f GFLOP/s", training.gigaflops,
                100 * training.shareOfLimit, training.limitGigaflops),
        ] + parts
    }

    private static func lines(of predictions: [AnswerMeasurement]) -> [String] {
        predictions.map {
            String(
                format: "prediction of %ld: %.1f µs, %.0f samples/s", $0.batchSize,
                $0.microseconds, $0.samplesPerSecond)
        }
    }

    private static func lines(of memory: [Depth]) -> [String] {
        [Table.pad("depth", 8) + Table.pad("blocks", 8) + Table.pad("peak memory, MB", 18)]
            + memory.map {
                Table.pad("\($0.depth)", 8) + Table.pad("\($0.blocks)", 8)
                    + Table.pad(String(format: "%.1f", Double($0.peakBytes) / 1e6), 18)
            }
    }
}
