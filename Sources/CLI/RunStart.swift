import OnwardRuns

/// The first line of `--json`.
struct RunStart: Encodable {
    let run: String
    let parameters: Int
    let trainingSamples: Int
    let trainingSchedule: String
    /// Samples per second of each schedule that was measured.
    let measured: [String: Double]?
    let plannedMemoryBytes: Int
    let testSamples: Int
    /// One sample's sizes, and how many classes there are.
    let input: [Int]
    let classes: Int
    let findings: [String]
    /// Layers of the recipe that are none of the network's.
    let networkNotes: [String]

    enum CodingKeys: String, CodingKey {
        case networkNotes = "network_notes"
        case run, parameters
        case trainingSamples = "training_samples"
        case trainingSchedule = "training_schedule"
        case measured = "measured_samples_per_second"
        case plannedMemoryBytes = "planned_memory_bytes"
        case testSamples = "test_samples"
        case input, classes, findings
    }

    init(_ run: TrainingRun) {
        self.run = run.folder.url.relativePath
        parameters = run.network.parameterCount
        trainingSamples = run.trainingSamples
        trainingSchedule = "\(run.schedule)"
        measured = run.scheduleChoice.map { choice in
            Dictionary(
                choice.candidates.map { ("\($0.schedule)", $0.samplesPerSecond) }
            ) { $1 }
        }
        plannedMemoryBytes = run.plan.total
        testSamples = run.dataset.test.count
        input = run.dataset.shape.dimensions
        classes = run.dataset.classes.count
        findings = run.dataset.findings
        networkNotes = run.networkNotes
    }
}
