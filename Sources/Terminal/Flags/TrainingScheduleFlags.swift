// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// Flags under the heading Training schedule.
package struct TrainingScheduleFlags: ParsableArguments {
    @Option(
        help: """
            When blocks meet batches; auto is the faster of simultaneous and pipelined by a \
            short measurement: simultaneous, layerwise, pipelined or auto. Default: auto.
            """,
        completion: .list([
            "simultaneous",
            "layerwise",
            "pipelined",
            "auto",
        ]))
    var trainingSchedule: String?
    @Option(
        help: """
            Of layerwise: steps that a block takes in its turn; needs rounds. Default: none.
            """,
        completion: .list([
            "none"
        ]))
    var stepsPerBlock: String?
    @Option(
        help: """
            Of layerwise: rounds, in each of which every block has its turn; needs \
            steps-per-block. Default: none.
            """,
        completion: .list([
            "none"
        ]))
    var rounds: String?
    @Option(
        help: """
            Of pipelined: blocks that learn at the same time, among which the threads are \
            shared out. Default: as many as there are threads or blocks.
            """,
        completion: .list([
            "auto"
        ]))
    var stages: String?

    package init() {}

    /// What was given, by key.
    package var given: [String: String?] {
        [
            "training-schedule": trainingSchedule,
            "steps-per-block": stepsPerBlock,
            "rounds": rounds,
            "stages": stages,
        ]
    }
}
