import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings
import Synchronization

/// A trained network that answers: it never changes, and any number of threads may ask it at the same
/// time.
///
/// A sample's answer is the same to the bit alone and in any batch, at any place of it, on any number
/// of threads: samples are computed in tiles of few sizes, each by one thread.
///
///     let answerer = try Answerer(snapshotOf: network)
///     let answer = try answerer.answer(to: [5.1, 3.5, 1.4, 0.2])
///     print(answer.name, answer.best(3))
///
/// A call borrows a room to work in, and more of them where it brings many samples; there are as many
/// as cores to use, and who finds none waits. So memory is bounded.
public final class Answerer: @unchecked Sendable {
    /// Nobody changes it any more.
    private let network: Network
    private let rooms: AnsweringRooms
    private let asked: AskedNetwork

    /// Takes a network over: from here on nobody may change it.
    ///
    /// - Parameters:
    ///   - prediction: what decides; nil for the network's usual mode.
    ///   - earlyExit: a confidence in 0…1 at which a sample leaves: the first block that is so sure
    ///     decides, and answers say nothing of single blocks. Saves time; without it an answer says
    ///     where it would have left.
    ///   - threads: cores to use, and so many calls are answered at the same time.
    /// - Throws: `SettingsError` where the network cannot be asked so.
    public init(
        owning network: Network, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32
    ) throws {
        try SettingsError.require(threads >= 1, "threads", "at least 1", got: threads)
        let question = Question(
            network, modes: [try network.requiredMode(prediction)], earlyExit: earlyExit,
            precision: precision)
        try question.validate()
        self.network = network
        rooms = AnsweringRooms(question, threads: threads)
        asked = AskedNetwork(question)
    }

    /// Answers as a network does now, whatever becomes of it: with weights of its own, in memory.
    ///
    /// A network in training may be taken at a batch's end, by the thread that trains it.
    public convenience init(
        snapshotOf network: Network, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32
    ) throws {
        try self.init(
            owning: try network.snapshot(), prediction: prediction, earlyExit: earlyExit,
            threads: threads, precision: precision)
    }

    /// One sample's form, as `answer(to:)` takes its numbers.
    public var input: Shape { network.input }
    /// The classes' names, in the order of evidence.
    public var classes: [String] { network.classes }
    /// What decides.
    package var mode: PredictionMode { asked.mode }
    /// What is done to raw samples; nil where they are numbers already.
    package var preparation: (any Preparation)? { network.preparation }

    /// Bytes of the weights and of all rooms, once they are in use; without what oneDNN takes.
    package var byteCount: Int {
        network.states.reduce(rooms.byteCount) { $0 + $1.weightBytes }
    }

    /// - Parameter numbers: a sample as the network takes it, prepared where it has a preparation.
    /// - Throws: `SettingsError` unless they are as many as the network takes, and finite.
    public func answer(to numbers: [Float]) throws -> Answer {
        try check(numbers)
        return try collect(1) { _, samples, _, _ in samples.assign(numbers) }[0]
    }

    /// Answers in the samples' order.
    public func answers(to samples: [[Float]]) throws -> [Answer] {
        try samples.forEach(check)
        return try collect(samples.count) { numbers, room, _, _ in
            for (row, sample) in samples[numbers].enumerated() {
                room.rows(row..<row + 1).assign(sample)
            }
        }
    }

    /// Answers in the samples' order; their labels do not matter.
    public func answers(to samples: Samples) throws -> [Answer] {
        try network.check(form: samples)
        return try collect { rooms.ask(samples, read: $0) }
    }

    /// The same, also about samples that the network finds no finite evidence for: answers that are
    /// not `isFinite`, and name no class.
    package func everyAnswer(to samples: Samples) throws -> [Answer] {
        try network.check(form: samples)
        return all { rooms.ask(samples, read: $0) }.flatMap { tile in
            (0..<tile.samples).map { Answer(tile: tile, sample: $0) }
        }
    }

    /// - Shapes: `samples` [N, numbers] of float32.
    func answers(to samples: Matrix) throws -> [Answer] {
        try collect(samples.count / input.count) { numbers, room, _, _ in
            room.copy(from: samples.rows(numbers))
        }
    }

    private func collect(
        _ count: Int, load: @escaping (Range<Int>, Matrix, Matrix, Engine) -> Void
    ) throws -> [Answer] {
        try collect { rooms.ask(count, load: load, read: $0) }
    }

    private func collect(
        _ ask: (_ read: @escaping (TileAnswers) -> Void) -> Void
    ) throws -> [Answer] {
        let tiles = all(ask)
        guard tiles.allSatisfy(\.isFinite) else {
            throw SettingsError(
                "sample", expected: "numbers that the network finds finite evidence for",
                got: "others", remedy: "look for numbers far out of the range of its own data")
        }
        var answers: [Answer] = []
        answers.reserveCapacity(tiles.reduce(0) { $0 + $1.samples })
        for tile in tiles {
            for sample in 0..<tile.samples { answers.append(Answer(tile: tile, sample: sample)) }
        }
        return answers
    }

    /// What a call says, in the samples' order.
    private func all(
        _ ask: (_ read: @escaping (TileAnswers) -> Void) -> Void
    ) -> [AnsweredTile] {
        let answered = Mutex<[AnsweredTile]>([])
        ask { [asked] tile in
            let tile = AnsweredTile(tile, of: asked)
            answered.withLock { $0.append(tile) }
        }
        var tiles = answered.withLock { $0 }
        if tiles.count > 1 { tiles.sort { $0.first < $1.first } }
        return tiles
    }

    private func check(_ numbers: [Float]) throws(SettingsError) {
        try SettingsError.require(
            numbers.count == input.count, "sample", "\(input.count) numbers, of the form \(input)",
            got: "\(numbers.count) numbers")
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw SettingsError(
                "sample", expected: "finite numbers", got: "\(numbers[place]) at place \(place + 1)"
            )
        }
    }
}
