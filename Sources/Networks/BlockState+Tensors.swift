import OnwardCompute

/// A named piece of what a block remembers, as files store it.
public struct NamedTensor {
    /// `blocks.0.layers.0.weight`
    public let name: String
    /// PyTorch's layout, outputs first.
    public let shape: [Int]
    /// The network's own numbers, [first, product of the others]; a vector is one row.
    public let matrix: Matrix

    package init(_ name: String, shape: [Int], matrix: Matrix) {
        self.name = name
        self.shape = shape
        self.matrix = matrix
    }
}

extension BlockState {
    /// What its tensors' names begin with, `blocks.0`.
    private var name: String { isReader ? "reader" : "blocks.\(index)" }

    /// What messages call it; blocks are counted from 1.
    package var label: String { isReader ? "the reader" : "block \(index + 1)" }

    /// The weights and the layers' buffers under their names in the network.
    package var weights: [NamedTensor] {
        tensors(plan.slots, in: store) + tensors(plan.bufferSlots, in: bufferStore)
    }

    /// The fixed matrices that carry errors where feedback is random or direct,
    /// `blocks.0.feedback.layers.0.weight`.
    package var feedbackMatrices: [NamedTensor] {
        feedback.drawn.map {
            NamedTensor("\(name).\($0.name)", shape: $0.shape, matrix: $0.matrix)
        }
    }

    /// What a file keeps of the block.
    package var tensors: [NamedTensor] { weights + feedbackMatrices }

    /// The optimizer's memory, `optimizer.0.blocks.0.layers.0.weight`.
    package var optimizerMemory: [NamedTensor] {
        memory.enumerated().flatMap {
            tensors(plan.slots, in: $1, prefix: "optimizer.\($0).")
        }
    }

    /// Stores of optimizer memory that the block holds.
    package var memoryCount: Int { memory.count }

    /// Gives the block `count` stores of optimizer memory, to be filled from a file.
    package func restoreMemory(count: Int, step: Int) {
        reserveMemory(count)
        self.step = step
    }

    private func tensors(
        _ slots: [BlockPlan.Slot], in store: Matrix, prefix: String = ""
    ) -> [NamedTensor] {
        slots.map {
            NamedTensor(
                "\(prefix)\(name).\($0.name)", shape: $0.parameter.shape,
                matrix: BlockState.view($0, in: store))
        }
    }
}
