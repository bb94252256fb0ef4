import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardSettings

/// Blocks one above the other, and what they want.
///
/// A network is made of three of the four choices (where it is cut into blocks, their objective,
/// how errors travel inside them); the fourth, when blocks meet batches, is the trainer's.
public final class Network {
    /// One sample's form.
    public let input: Shape
    /// The classes' names; evidence is given in their order.
    public let classes: [String]
    /// How raw input is made what the network takes; nil where it is taken as it is.
    package let preparation: (any Preparation)?
    /// What every block is to achieve by itself, with nothing left open.
    public let objective: any Objective
    package let feedback: Feedback
    /// Keys the first weights and the blocks' random numbers.
    package let seed: UInt64
    /// Where the weights lie.
    package let storage: WeightStorage
    /// From the input up; each holds its own weights.
    public internal(set) var blocks: [BlockState]
    /// What reads the classes off the blocks' outputs; nil for nothing.
    package internal(set) var reader: Reader?
    /// How often each block's evidence counts in the sum that predicts, as validation samples told;
    /// nil where the objective says which blocks have a say.
    package var voteWeights: [Double]? { didSet { temperatures = nil } }
    /// By the name of a way to predict, what goodness is divided by so that softmax makes shares of it
    /// that are as large as they are right, as validation samples told; nil where they did not.
    package var temperatures: [String: Double]?

    /// Plans all blocks and draws their first weights; a block's depend on the seed, its place and
    /// nothing else.
    ///
    /// - Parameter storage: where the weights are to lie.
    public init(
        input: Shape, classes: [String], preparation: (any Preparation)? = nil,
        objective: some Objective, feedback: Feedback = .exact, seed: UInt64,
        storage: WeightStorage = .memory, blocks: [Block]
    ) throws {
        try SettingsError.require(!blocks.isEmpty, "network", "at least one block", got: "none")
        try SettingsError.require(
            classes.count >= 2, "classes", "at least two", got: classes.count)
        let objective = try Network.settle(objective, for: input, lowest: blocks[0])
        try objective.validate()
        try SettingsError.require(
            feedback != .direct || objective.readsHead, "feedback",
            "exact or random where the objective reads no head", got: feedback.rawValue)
        self.input = input
        self.classes = classes
        self.preparation = preparation
        self.objective = objective
        self.feedback = feedback
        self.seed = seed
        self.storage = storage
        shownShape = try Network.shape(input, classes.count, objective.presentation)
        var shape = try Network.shown(shownShape, to: blocks[0])
        self.blocks = try blocks.enumerated().map { index, block in
            let plan = try Network.plan(
                block, number: index + 1, input: shape, objective: objective,
                classes: classes.count)
            shape = plan.output
            return try BlockState(
                block, plan: plan, index: index, feedback: feedback, seed: seed, storage: storage)
        }
    }

    /// The same with its blocks in braces.
    public convenience init(
        input: Shape, classes: [String], preparation: (any Preparation)? = nil,
        objective: some Objective, feedback: Feedback = .exact, seed: UInt64,
        storage: WeightStorage = .memory, @ListBuilder<Block> blocks: () -> [Block]
    ) throws {
        try self.init(
            input: input, classes: classes, preparation: preparation, objective: objective,
            feedback: feedback, seed: seed, storage: storage, blocks: blocks())
    }

    /// One sample's form as the lowest block sees it, with the place of its label.
    package let shownShape: Shape

    /// Whether its votes, where it has any, are one for each block.
    package var hasFittingVotes: Bool {
        voteWeights.map { $0.count == blocks.count && $0.allSatisfy { $0 >= 0 } } ?? true
    }

    /// How many numbers are trained.
    public var parameterCount: Int { states.reduce(0) { $0 + $1.plan.parameterCount } }

    /// All weights and buffers under PyTorch's names, block by block, the reader's last.
    public var weights: [NamedTensor] { states.flatMap(\.weights) }

    /// What a file keeps: the weights, and what else is drawn with the network and stays.
    package var tensors: [NamedTensor] { states.flatMap(\.tensors) }

    private static func shape(
        _ input: Shape, _ classes: Int, _ presentation: Presentation
    ) throws(SettingsError) -> Shape {
        guard case .contrast(let embedding, _, _) = presentation else { return input }
        return try embedding.shape(of: input, classes: classes)
    }

    /// An objective with nothing left open.
    ///
    /// - Parameters:
    ///   - input: one sample's form.
    ///   - block: the lowest one.
    package static func settle<Kind: Objective>(
        _ objective: Kind, for input: Shape, lowest block: Block
    ) throws -> Kind {
        objective.settled(for: input, seesPositions: try seesPositions(input, lowest: block))
    }

    /// Whether the lowest layer with parameters of a network with this lowest block takes a sample as
    /// positions beside one another, rather than as one row of numbers.
    package static func seesPositions(_ input: Shape, lowest block: Block) throws -> Bool {
        try BlockPlan(block, input: shown(input, to: block), headRows: 0).seesPositions
    }

    /// Images are shown flat to a first block that can take them in no other form.
    static func shown(_ input: Shape, to block: Block) throws -> Shape {
        let flat = Shape(input.count)
        func takes(_ shape: Shape) throws -> Bool {
            do {
                _ = try BlockPlan(block, input: shape, headRows: 0)
                return true
            } catch is ShapeError {
                return false
            }
        }
        return try !takes(input) && takes(flat) ? flat : input
    }

    static func plan(
        _ block: Block, number: Int, input: Shape, objective: any Objective, classes: Int
    ) throws -> BlockPlan {
        do {
            let plan = try BlockPlan(
                block, input: input, headRows: objective.readsHead ? classes : 0,
                objective: objective)
            try plan.checkDerivatives(in: block, number: number)
            try SettingsError.require(
                plan.parameterCount > 0, "block \(number)", "a block with something to learn",
                got: "one without parameters")
            return plan
        } catch var error as ShapeError {
            error.block = number
            throw error
        }
    }
}
