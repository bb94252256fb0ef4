import ArgumentParser
import Foundation
import OnwardLearning
import OnwardMachines
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardTerminal

/// `onward-mpi plan`
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Foretell what a training by several programs takes, without one of them.",
        discussion: """
            Measures the network's blocks on this machine, each alone, and reckons from that and from \
            the line between machines. Every program counts as a machine like this one, with \
            --threads of it. Started as it is, without mpirun; close other programs first.
            """)

    @OptionGroup var options: RecipeOptions

    @Option(help: "Programs, each on a machine of its own. Default: a row of numbers.")
    var hosts: Int?
    @Option(help: "Megabits per second between two machines.")
    var bandwidth = 1000.0
    @Option(help: "Milliseconds that a message takes from one machine to another.")
    var latency = 0.1
    @Option(help: "Rows of programs that each learn from a part of every batch.")
    var replicas = 1

    func validate() throws {
        if replicas < 1 { throw ValidationError("--replicas must be at least 1, not \(replicas)") }
        if !(bandwidth > 0 && bandwidth.isFinite) {
            throw ValidationError("--bandwidth must be above 0, not \(bandwidth)")
        }
        if !(latency >= 0 && latency.isFinite) {
            throw ValidationError("--latency must be at least 0, not \(latency)")
        }
        if let hosts, hosts < 1 || hosts % replicas != 0 {
            throw ValidationError(
                "--hosts must be a multiple of --replicas (\(replicas)), not \(hosts)")
        }
    }

    func run() throws {
        var recipe = try options.makeRecipe()
        let dataset = try recipe.loadDataset()
        if recipe.leavesScheduleOpen { recipe.take(Simultaneous()) }
        try recipe.settle(for: dataset)
        var trainer = try recipe.makeTrainer()
        let batch = trainer.batchSize
        guard batch % replicas == 0 else {
            throw ValidationError(
                "--replicas must divide the batch of \(batch) samples, not be \(replicas)")
        }
        let network = try recipe.makeNetwork(for: dataset)
        let blocks = network.blocks.count
        if let hosts, hosts / replicas > blocks {
            throw MachineError.tooMany(programs: hosts, blocks: blocks, replicas: replicas)
        }
        // What such a training refuses is not foretold.
        let stages = hosts.map { $0 / replicas } ?? blocks
        try TrainingSession.check(
            SessionPlace(lowestOf: stages, of: network, replicas: replicas), network, trainer,
            hasValidation: false)
        trainer.batchSize = batch / replicas
        let samples = try recipe.learningSamples(of: dataset).training
        let costs = try BlockCosts(of: network, by: trainer, on: samples)
        let work = MachinePlan.Work(
            of: network, by: trainer, costs: costs,
            batches: (samples.count + batch - 1) / batch)
        let line = MachinePlan.Line(
            bytesPerSecond: bandwidth * 1e6 / 8, latency: latency / 1000)
        let rows = trainer.batchSize / trainer.gradientAccumulation
        let counts = hosts.map { [$0 / replicas] } ?? Self.counts(upTo: blocks)
        let plans = counts.map {
            MachinePlan(
                work, cut: StageCut(of: network, rows: rows, stages: $0), replicas: replicas,
                line: line)
        }
        let table = PlanTable(plans, replicas: replicas) {
            StageMemory(of: network, $0, by: trainer)
        }
        print(table.text)
    }

    /// 1, 2, 4, … and the most there can be.
    private static func counts(upTo most: Int) -> [Int] {
        sequence(first: 1) { $0 * 2 }.prefix { $0 < most } + [most]
    }
}
