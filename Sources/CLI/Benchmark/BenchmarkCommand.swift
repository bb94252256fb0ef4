import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardExperiments
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardRecipes
import OnwardRuns
import OnwardTerminal

/// `onward benchmark`
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark",
        abstract: "Measure a training: its speed, its share of the machine's limit, its memory.",
        discussion: """
            Takes the flags of onward train. The limit is the best rate at which this machine does \
            the job's own products, measured in the same run. Nothing is written; close other \
            programs first.
            """)

    enum Measure: String, ExpressibleByArgument, CaseIterable {
        case training, prediction, memory
    }

    @OptionGroup var options: RecipeOptions

    @Option(
        help: "training, prediction or memory; give it again for more. Default: the first two.")
    var measure: [Measure] = []
    @Option(
        help: """
            Batches to train on, and to predict. Default: those of an epoch, and 100 to predict.
            """)
    var batches: Int?
    @Option(help: "Samples to predict at once. Default: 1, and then 256.")
    var samplesAtOnce: Int?
    @Option(help: "Random images in place of a data set: 50000x3x32x32.")
    var randomImages: String?
    @Option(help: "Memory: how often the network's last item stands in it, such as 4,8,16.")
    var depths = "2,4,8"
    @Flag(help: "Print one JSON object.")
    var json = false
    /// What the command tells itself, in a process for each depth.
    @Option(help: .hidden) var probeDepth: Int?

    func validate() throws {
        if let batches, batches < 1 {
            throw ValidationError("--batches must be at least 1, not \(batches)")
        }
        if randomImages != nil && options.given["data"] != nil {
            throw ValidationError("give either --random-images or --data, not both")
        }
        _ = try depthList()
    }

    func run() throws {
        var recipe = try makeRecipe()
        if let probeDepth {
            return print(try JSONFields.line(try probe(recipe, depth: probeDepth)))
        }
        let asked = measure.isEmpty ? [.training, .prediction] : measure
        let dataset = try makeDataset(recipe)
        if asked.contains(.training) { try recipe.settle(for: dataset) }
        var report = BenchmarkReport(recipe, RunEnvironment(of: try recipe.makeTrainer()))
        if asked.contains(.training) {
            let samples = try recipe.learningSamples(of: dataset).training
            report.training = BenchmarkReport.Training(
                try recipe.makeTrainer().measure(
                    try recipe.makeNetwork(for: dataset), on: samples, batches: batches))
        }
        if asked.contains(.prediction) {
            report.prediction = try measurePredictions(recipe, of: dataset)
        }
        if asked.contains(.memory) {
            report.memory = try depthList().map { try memory(depth: $0) }
        }
        print(json ? try JSONFields.line(report) : report.text, terminator: json ? "\n" : "")
    }

    private func makeRecipe() throws -> Recipe {
        try options.makeRecipe(data: randomImages.map { _ in "random-images" })
    }

    private func makeDataset(_ recipe: Recipe) throws -> Dataset {
        guard let randomImages else {
            return try recipe.loadDataset()
        }
        let sizes = randomImages.split(separator: "x").map { Int($0) ?? 0 }
        guard sizes.count == 4, sizes.allSatisfy({ $0 > 0 }) else {
            throw ValidationError(
                "--random-images must be count x channels x height x width, such as "
                    + "50000x3x32x32, not \(randomImages)")
        }
        return RandomImages(sizes[0], shape: Shape(sizes[1], sizes[2], sizes[3])).dataset()
    }

    private func measurePredictions(
        _ recipe: Recipe, of dataset: Dataset
    ) throws -> [AnswerMeasurement] {
        let (network, trainer) = (try recipe.makeNetwork(for: dataset), try recipe.makeTrainer())
        let answerer = try Answerer(
            owning: network, prediction: trainer.prediction, threads: trainer.threads,
            precision: trainer.precision)
        return try (samplesAtOnce.map { [$0] } ?? [1, 256]).map { size in
            try answerer.measure(on: dataset.test, batchSize: size, rounds: batches ?? 100)
        }
    }

    private func depthList() throws -> [Int] {
        let list = depths.split(separator: ",").map { Int($0) ?? 0 }
        guard !list.isEmpty, list.allSatisfy({ $0 > 0 }) else {
            throw ValidationError("--depths must be whole numbers such as 2,4,8, not \(depths)")
        }
        return list
    }

    /// Trains a network of some depth on four random batches in this process, and nothing else.
    private func probe(_ recipe: Recipe, depth: Int) throws -> MemoryMeasurement {
        let shape = try makeDataset(recipe).shape
        var deep = recipe
        deep.network.notation = try recipe.network.notation.map {
            try NetworkDepth.network($0, of: depth, shape)
        }
        let images = RandomImages(4 * recipe.trainer.batchSize, shape: shape).dataset()
        return try recipe.makeTrainer().measureMemory(on: images.train) {
            try deep.makeNetwork(for: images)
        }
    }

    /// The same in a process of its own: a process's peak is that of all it ever did.
    private func memory(depth: Int) throws -> BenchmarkReport.Depth {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = CommandLine.arguments.dropFirst() + ["--probe-depth", "\(depth)"]
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        let measured = try JSONDecoder().decode(MemoryMeasurement.self, from: line)
        return BenchmarkReport.Depth(depth: depth, measured)
    }
}
