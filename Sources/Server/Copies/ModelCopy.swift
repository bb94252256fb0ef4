import OnwardInference
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardSettings
import Synchronization

/// A copy of a model that is one client's own: to be damaged, taught and thrown away. The model that it was
/// made of does not change.
final class ModelCopy: @unchecked Sendable {
    /// Who knows it owns the copy.
    let id = RandomName.make()
    let source: ServedModel
    let queue = WorkQueue("copy", limit: Limits.waitingJobs)
    private let lastUse = Mutex(ContinuousClock.now)

    // What follows is touched on the queue alone.
    let network: Network
    /// What was done to it, in sentences.
    private(set) var history: [String] = []
    /// Blocks whose vote does not count.
    private var silent: Set<Int> = []
    /// How often each block counts while it is not silent.
    private var votes: [Double]
    /// Nil after a change.
    private var answerer: Answerer?

    init(of source: ServedModel) throws {
        self.source = source
        network = try source.file.network.copy()
        votes = network.blocks.map { source.file.network.vote(of: $0.index) }
    }

    func touch() { lastUse.withLock { $0 = .now } }
    var idle: Duration { .now - lastUse.withLock { $0 } }

    /// Answers, also such that are no numbers any more.
    func answers(to samples: SampleReader.Numbers) throws -> [Answer] {
        let answerer = try answerer ?? Answerer(snapshotOf: network, threads: 1)
        self.answerer = answerer
        return try answerer.everyAnswer(to: samples.samples(of: network.input))
    }

    /// Does something to the network.
    func change(_ sentence: String, _ work: (Network) throws -> Void) throws {
        defer { answerer = nil }
        try work(network)
        history.append(sentence)
    }

    /// Lets a block's vote count no longer, or again; its output still goes up.
    func silence(_ block: Int, _ isSilent: Bool) throws {
        try check(block)
        let after = isSilent ? silent.union([block]) : silent.subtracting([block])
        guard network.blocks.indices.contains(where: { !after.contains($0) && votes[$0] > 0 })
        else {
            throw ServerError.badRequest("one block at least must keep a vote that counts")
        }
        try change("block \(block + 1) \(isSilent ? "lost its vote" : "votes again")") { _ in
            silent = after
            weighVotes()
        }
    }

    /// Takes a block out; those above it move down.
    func remove(_ block: Int) throws {
        try check(block)
        try change("block \(block + 1) was taken out") { network in
            try network.remove(at: block)
            votes.remove(at: block)
            silent = Set(silent.subtracting([block]).map { $0 > block ? $0 - 1 : $0 })
            if !network.blocks.indices.contains(where: { !silent.contains($0) && votes[$0] > 0 }) {
                (votes, silent) = (votes.map { _ in 1 }, [])
            }
            weighVotes()
        }
    }

    /// After a change that takes the votes away.
    func weighVotes() {
        network.voteWeights = votes.enumerated().map { silent.contains($0) ? 0 : $1 }
    }

    private func check(_ block: Int) throws(ServerError) {
        guard network.blocks.indices.contains(block) else {
            throw .badRequest("block must be from 1 to \(network.blocks.count)")
        }
    }

    /// As a model's file, which says what was done to it.
    func file() throws -> ModelFile {
        let file = source.file
        let copied = ModelFile(
            network, recipeText: file.recipeText, record: file.record, samples: file.samples,
            edits: file.edits + history.dropLast())
        guard let last = history.last else { return copied }
        return try copied.edited(last, .structure)
    }

    /// As its owner is told.
    func json() throws -> JSON {
        .object([
            "copy": .string(id), "model": .string(source.name), "version": .string(source.version),
            "blocks": network.blockDescriptions,
            "silent": .integers(silent.sorted().map { $0 + 1 }),
            "history": .strings(history),
            "idle_seconds_left": .integer(Int(Limits.copySeconds)),
        ])
    }
}
