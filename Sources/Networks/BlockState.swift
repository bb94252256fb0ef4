import OnwardCompute
import OnwardLayers
import OnwardOptimizers
import OnwardSettings

/// What a block remembers: its weights in one flat store, the optimizer's memory of the same
/// form, what layers and the objective keep up to date in another store, and its own step counter.
public final class BlockState {
    package let block: Block
    package let plan: BlockPlan
    /// Counted from 0 in the network; keys the block's random numbers. An edit of the network below
    /// the block changes it.
    package internal(set) var index: Int
    /// Whether it is what a network's reader remembers, and no block of the network.
    package let isReader: Bool
    /// Whether training passes the block over: it runs forward, as in evaluation, and keeps its
    /// weights.
    public internal(set) var isFrozen = false
    /// All weights as one row.
    package let store: Matrix
    /// The layers that compute something.
    package let layers: [any ForwardLayer]
    /// Those of them that can carry errors.
    let differentiable: [(any Layer)?]
    /// The lowest of them, where a batch's rows may share their samples; none where they may not.
    let sharedLayers: [any SharedRowsLayer]
    /// Per computing layer, in its plan's order.
    package let parameters: [[Matrix]]
    /// All buffers as one row.
    package let bufferStore: Matrix
    /// Per computing layer, in its plan's order.
    let buffers: [[Matrix]]
    /// What the objective keeps of each unit.
    let unitBuffers: [Matrix]
    /// [classes, output numbers]; nil where the objective reads none.
    package let head: Matrix?
    /// What carries errors through the weights.
    package let feedback: FeedbackWeights
    /// What products read in mixed precision; nil until the block is first prepared for it.
    var rounded: RoundedWeights?
    /// The optimizer's stores; empty until the block first learns.
    private(set) var memory: [Matrix] = []
    /// What a batch's parts add their gradients to; nil where batches are learned from whole.
    package private(set) var gradientSums: GradientSums?
    /// Updates made so far.
    package var step = 0
    /// Which part of a batch is learned from, counted from 0; nil where batches are whole.
    package var part: Int?
    /// For all blocks of the network.
    private let dropoutSource: RandomSource

    init(
        _ block: Block, plan: BlockPlan, index: Int, isReader: Bool = false, feedback: Feedback,
        seed: UInt64, storage: WeightStorage
    ) throws(FileError) {
        self.block = block
        self.plan = plan
        self.index = index
        self.isReader = isReader
        layers = plan.places.map { block.layers[$0] }
        sharedLayers = layers.prefix(plan.sharedLayers).compactMap { $0 as? any SharedRowsLayer }
        differentiable = layers.map { $0 as? any Layer }
        store = try storage.matrix(rows: 1, columns: plan.storeCount)
        parameters = BlockState.views(of: store, plan)
        bufferStore = try storage.matrix(rows: 1, columns: plan.bufferCount)
        buffers = BlockState.views(of: bufferStore, plan.bufferSlots, plan)
        unitBuffers = plan.bufferSlots.filter { $0.layer == nil }
            .map { [bufferStore] in BlockState.view($0, in: bufferStore) }
        head = BlockState.headView(of: store, plan.slots, plan)
        let random = RandomSource(seed: seed, for: .feedback)[index]
        self.feedback =
            switch feedback {
            case .exact: FeedbackWeights(exact: parameters, head: head)
            case .random:
                try FeedbackWeights(
                    randomLike: parameters, head: head, plan: plan, random: random,
                    storage: storage)
            case .direct:
                try FeedbackWeights(
                    directTo: parameters, plan: plan, random: random, storage: storage)
            }
        dropoutSource = RandomSource(seed: seed, for: .dropout)
        if !storage.isPlanned { draw(seed: seed) }
        evict()
    }

    /// Draws the first weights, and what else is drawn with them.
    func draw(seed: UInt64) {
        feedback.draw()
        let initialization = RandomSource(seed: seed, for: .initialization)[index]
        for (number, slot) in plan.slots.enumerated() {
            slot.parameter.initializer.fill(
                BlockState.view(slot, in: store), random: initialization[number])
        }
        for (number, slot) in plan.bufferSlots.enumerated() {
            slot.parameter.initializer.fill(
                BlockState.view(slot, in: bufferStore),
                random: initialization[plan.slots.count + number])
        }
    }

    /// Changes the weights by the gradients in `gradients`, and counts the step.
    ///
    /// - Parameter losses: [1, 1] of float64; once it is no number, weights stay as they are.
    package func update(
        gradients: Matrix, optimizer: any Optimizer, rate: Double, while losses: Matrix,
        engine: Engine
    ) {
        reserveMemory(optimizer.memoryPerWeight)
        step += 1
        let pass = UpdatePass(
            engine: engine, weights: store, gradients: gradients, memory: memory,
            rounded: rounded?.store, step: step, rate: rate)
        engine.metered(.optimizer) { engine.whileFinite(losses) { optimizer.update(pass) } }
    }

    /// Gives the block room for what an optimizer remembers, zero at first.
    package func reserveMemory(_ count: Int) {
        while memory.count < count {
            memory.append(Buffer(count: plan.storeCount).all)
        }
    }

    /// Frees what only learning needs; a frozen block holds weights alone, and in memory not even
    /// those where they lie in a file.
    package func releaseMemory() {
        memory = []
        gradientSums = nil
        evict()
    }

    /// Bytes of all that is not the optimizer's.
    package var weightBytes: Int {
        MemoryCount(
            [store, bufferStore] + feedback.drawn.map(\.matrix) + (rounded.map { [$0.store] } ?? [])
        ).bytes
    }

    /// Takes weights that lie in a file out of memory; they come back when they are next used.
    package func evict() {
        store.evict()
        bufferStore.evict()
        for index in feedback.drawn.indices { feedback.drawn[index].matrix.evict() }
    }

    /// Whether all its weights, and what its layers keep, are numbers.
    package func isFinite(on engine: Engine) -> Bool {
        defer { evict() }
        return engine.isFinite(store) && engine.isFinite(bufferStore)
    }

    /// Lets the block's next training begin anew from the weights it has.
    package func forgetTraining() {
        releaseMemory()
        step = 0
    }

    /// Gives the block room to sum up the gradients of a batch's parts.
    package func reserveGradientSums() {
        if gradientSums == nil { gradientSums = GradientSums(plan) }
    }

    func random(ofLayer layer: Int) -> RandomSource {
        let random = dropoutSource[index][layer][step]
        return part.map { random[$0] } ?? random
    }

    /// Views of a flat store of the weights' form, per computing layer.
    static func views(of store: Matrix, _ plan: BlockPlan) -> [[Matrix]] {
        views(of: store, plan.slots, plan)
    }

    static func views(
        of store: Matrix, _ slots: [BlockPlan.Slot], _ plan: BlockPlan
    ) -> [[Matrix]] {
        plan.layers.indices.map { layer in
            slots.filter { $0.layer == layer }.map { view($0, in: store) }
        }
    }

    static func headView(
        of store: Matrix, _ slots: [BlockPlan.Slot], _ plan: BlockPlan
    ) -> Matrix? {
        plan.headRows > 0 ? slots.last.map { view($0, in: store) } : nil
    }

    static func view(_ slot: BlockPlan.Slot, in store: Matrix) -> Matrix {
        slot.parameter.view(of: store, offset: slot.offset)
    }
}
