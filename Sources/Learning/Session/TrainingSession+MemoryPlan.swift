import OnwardCompute
import OnwardData
import OnwardInference

extension TrainingSession {
    /// What this training will take at its most demanding moment.
    ///
    /// - Parameters:
    ///   - others: samples that are kept beside those of the training.
    ///   - evaluates: whether the network is evaluated beside the training, on others than its
    ///     validation samples.
    package func memoryPlan(beside others: [Samples] = [], evaluates: Bool = false) -> MemoryPlan {
        var plan = MemoryPlan()
        let own = network.blocks[ownBlocks] + (network.reader.map { [$0.state] } ?? [])
        let blocks = own.map(\.weightBytes)
        if network.storage.folder == nil {
            plan.weights = blocks.reduce(0, +)
        } else {
            plan.weights = blocks.sorted(by: >).prefix(2).reduce(0, +)
            plan.files = blocks.reduce(0, +)
        }
        (plan.optimizer, plan.frozenOutputs) = changingBytes
        let workspace = stage.workspace
        plan.gradients =
            (1 + furtherThreads) * workspace.gradientBytes + (readerRoom?.gradientBytes ?? 0)
            + gradientSumBytes
        plan.activations =
            workspace.activationBytes + source.byteCount + unlabelled.byteCount
            + (readerRoom?.activationBytes ?? 0) + furtherThreads * workspace.activationBytes
            + linkBytes
        plan.products = productBytes(
            rows: Presenter.rows(of: source.rows, network.objective.presentation))
        plan.data = dataBytes(beside: others)
        if ownBlocks != network.blocks.indices {
            if validation != nil, !network.predictionModes.isEmpty {
                plan.examination =
                    BlockRoom(
                        Question(network, modes: [.sum], precision: trainer.precision),
                        blocks: ownBlocks
                    ).byteCount
            }
        } else if evaluates || validation != nil {
            let modes = evaluates ? network.predictionModes : [PredictionMode.sum]
            if !modes.isEmpty {
                let rooms = AnsweringRooms(
                    Question(network, modes: modes, precision: trainer.precision),
                    threads: trainer.threads)
                plan.examination = rooms.byteCount
                if let validation, (try? weighsVotes) == true {
                    plan.examination += network.votesByteCount(samples: validation.count)
                }
                plan.products = max(
                    plan.products, rooms.most * productBytes(rows: rooms.rowsPerRoom))
            }
        }
        return plan
    }

    /// Both operands of the largest product of rows and weights.
    private func productBytes(rows: Int) -> Int {
        let own = network.blocks[ownBlocks] + (network.reader.map { [$0.state] } ?? [])
        let factors = own.flatMap(\.plan.slots).map(\.parameter)
            .filter { $0.shape.count == 2 }
        return (factors.map { rows * $0.shape[1] + $0.count }.max() ?? 0)
            * ElementType.float32.byteCount
    }

    /// Threads that blocks learn on beside the session's own, each with a workspace like it at most.
    private var furtherThreads: Int { stages - 1 }

    /// What lies in a pipeline's links.
    private var linkBytes: Int {
        guard stages > 1 else { return 0 }
        let widths = span.dropLast().map { network.blocks[$0].plan.output.count }
        return Pipeline.slotsPerLink * rows * widths.reduce(0, +)
            * engine.precision.storage.byteCount
    }

    /// Sums over the parts of batches: of all blocks that learn, or of one at a time.
    private var gradientSumBytes: Int {
        guard trainer.gradientAccumulation > 1 else { return 0 }
        let sums = learners.map {
            network.blocks[$0].plan.storeCount * ElementType.float32.byteCount
        }
        return trainer.schedule.finishesBlocks ? sums.max() ?? 0 : sums.reduce(0, +)
    }

    /// Optimizer memory and frozen outputs where they take most together.
    private var changingBytes: (optimizer: Int, frozenOutputs: Int) {
        let each = trainer.optimizer.memoryPerWeight * ElementType.float32.byteCount
        func memory(_ blocks: some Sequence<Int>) -> Int {
            blocks.reduce(network.reader.map { each * $0.state.plan.storeCount } ?? 0) {
                $0 + each * network.blocks[$1].plan.storeCount
            }
        }
        func kept(_ index: Int) -> Int {
            index == 0 ? 0 : frozen.byteCount(keeping: network.blocks[index].plan.input.count)
        }
        guard trainer.schedule.finishesBlocks else {
            return (memory(learners), learners.isEmpty ? 0 : kept(span.lowerBound))
        }
        var moments: [(optimizer: Int, frozenOutputs: Int)] = [(0, 0)]
        for (place, index) in learners.enumerated() {
            moments.append((memory([index]), kept(index)))
            guard place > 0, kept(index) > 0 else { continue }
            // Outputs of another width are made from those below, which are there meanwhile.
            let below = learners[place - 1]
            let isAsWide =
                network.blocks[below].plan.input.count == network.blocks[index].plan.input.count
            let both = kept(below) + kept(index)
            if !isAsWide && both <= trainer.frozenOutputBudget { moments.append((0, both)) }
        }
        return moments.max { $0.optimizer + $0.frozenOutputs < $1.optimizer + $1.frozenOutputs }
            ?? (0, 0)
    }

    private func dataBytes(beside others: [Samples]) -> Int {
        var count = MemoryCount()
        for samples in [samples] + others { samples.count(in: &count) }
        validation?.count(in: &count)
        return count.bytes + source.loader.byteCount
    }
}
