import OnwardRuns

/// The first line of `--json`.
package struct RunStart: Encodable {
    package let run: String
    package let parameters: Int
    package let trainingSamples: Int
    package let trainingSchedule: String
    /// Samples per second of each schedule that was measured.
    package let measured: [String: Double]?
    package let plannedMemoryBytes: Int
    package let testSamples: Int
    /// One sample's sizes, and how many classes there are.
    package let input: [Int]
    package let classes: Int
    package let findings: [String]
    /// Layers of the recipe that are none of the network's.
    package let networkNotes: [String]

    package enum CodingKeys: String, CodingKey {
        case networkNotes = "network_notes"
        case run, parameters
        case trainingSamples = "training_samples"
        case trainingSchedule = "training_schedule"
        case measured = "measured_samples_per_second"
        case plannedMemoryBytes = "planned_memory_bytes"
        case testSamples = "test_samples"
        case input, classes, findings
    }

    package init(_ run: TrainingRun) {
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
