import OnwardCompute
import OnwardLayers
import OnwardObjectives

/// What a block yields and needs, computed once from its description.
package struct BlockPlan: Sendable {
    /// One tensor's place in one of the block's flat stores.
    package struct Slot: Sendable {
        /// `layers.0.weight`, `head.weight`
        package let name: String
        package let parameter: ParameterPlan
        /// The computing layer it belongs to; nil for the head's, and for buffers of the objective.
        let layer: Int?
        /// In numbers, a multiple of 16 (64 bytes).
        package let offset: Int
    }

    package let input: Shape
    package let output: Shape
    /// The layers that compute something. One that only reads its input in another form takes
    /// part in the shapes and in the names, and in nothing else.
    package let layers: [LayerPlan]
    /// One sample's form as each of them takes it, and last as the block puts it out.
    ///
    /// Blocks give each other plain rows. Inside, the channels of images lie as the layers want
    /// them; where two neighbours do not agree, the samples between them are regrouped.
    let inputs: [Shape]
    /// Their places in the block's description.
    let places: [Int]
    /// What is trained.
    package let slots: [Slot]
    /// Numbers in the flat store, the gaps between tensors included.
    package let storeCount: Int
    /// What layers and the objective keep up to date themselves, in a store of its own.
    package let bufferSlots: [Slot]
    package let bufferCount: Int
    /// Rows of the head; 0 without one.
    package let headRows: Int
    /// The computing layers that an error is carried through: from the lowest one with parameters
    /// up to the top; nil where only the head learns.
    let trained: ClosedRange<Int>?
    /// How many of the computing layers, from the bottom, run where rows share their samples: those
    /// up to the lowest one with parameters; 0 where one of them cannot.
    let sharedLayers: Int
    /// The computing layer whose units the objective looks after; nil where it does not.
    package let units: (layer: Int, count: Int)?

    /// - Parameters:
    ///   - headRows: rows of the linear head, one per class; 0 for none.
    ///   - objective: asked what it keeps of each unit; nil where that does not matter.
    init(_ block: Block, input: Shape, headRows: Int, objective: (any Objective)? = nil) throws {
        var (shape, inputs, layers, places) = (input, [Shape](), [LayerPlan](), [Int]())
        var (trained, buffers) = (Store(), Store())
        for (index, layer) in block.layers.enumerated() {
            try layer.validate()
            shape = shape.grouped(by: layer.lanes(for: shape))
            let plan = try layer.plan(for: shape)
            let owner = "layers.\(index)"
            for parameter in plan.parameters {
                trained.place(parameter, owner: owner, layer: layers.count)
            }
            for buffer in plan.buffers {
                buffers.place(buffer, owner: owner, layer: layers.count)
            }
            if !plan.isView {
                inputs.append(shape)
                layers.append(plan)
                places.append(index)
            }
            shape = plan.output
        }
        shape = shape.grouped(by: 1)
        inputs.append(shape)
        if headRows > 0 {
            trained.place(
                ParameterPlan(
                    "weight", shape: [headRows, shape.count],
                    initializer: .he(fanIn: shape.count)),
                owner: "head", layer: nil)
        }
        let units = layers.lastIndex { !$0.parameters.isEmpty }
            .flatMap { layer in layers[layer].units.map { (layer, $0) } }
        let kept = try objective?.unitBuffers(units: units?.1) ?? []
        self.units = kept.isEmpty ? nil : units
        for name in kept {
            buffers.place(
                ParameterPlan(name, shape: [units?.1 ?? 1], initializer: .constant(0)),
                owner: "objective", layer: nil)
        }
        self.input = input
        self.output = shape
        self.inputs = inputs
        self.layers = layers
        self.places = places
        slots = trained.slots
        storeCount = trained.count
        bufferSlots = buffers.slots
        bufferCount = buffers.count
        self.headRows = headRows
        self.trained = layers.firstIndex { !$0.parameters.isEmpty }.map { $0...(layers.count - 1) }
        let lowest = places.prefix(self.trained.map { $0.lowerBound + 1 } ?? 0)
        sharedLayers =
            lowest.allSatisfy { block.layers[$0] is any SharedRowsLayer } ? lowest.count : 0
    }

    /// Tensors laid out one behind the other, each on a multiple of 64 bytes.
    private struct Store {
        var slots: [Slot] = []
        var count = 0

        mutating func place(_ parameter: ParameterPlan, owner: String, layer: Int?) {
            slots.append(
                Slot(
                    name: "\(owner).\(parameter.name)", parameter: parameter, layer: layer,
                    offset: count))
            count += (parameter.count + 15) / 16 * 16
        }
    }

    /// The slots where layers write their gradients into the same place, one after the other, and
    /// the head into one behind it.
    var sharedSlots: (slots: [Slot], count: Int) {
        let begins = slots.map { slot in
            slots.first { $0.layer == slot.layer }?.offset ?? slot.offset
        }
        let ends = zip(slots, begins).map { slot, begin in
            slot.layer == nil ? 0 : (slot.offset - begin + slot.parameter.count + 15) / 16 * 16
        }
        let head = ends.max() ?? 0
        let shared = zip(slots, begins).map { slot, begin in
            Slot(
                name: slot.name, parameter: slot.parameter, layer: slot.layer,
                offset: slot.offset - begin + (slot.layer == nil ? head : 0))
        }
        return (shared, shared.map { $0.offset + $0.parameter.count }.max() ?? 0)
    }

    /// One sample's form as it comes to computing layer `index`, or, above the last, to the
    /// block's output.
    func arriving(at index: Int) -> Shape { index == 0 ? input : layers[index - 1].output }

    /// Whether samples are regrouped before computing layer `index`, or above the last.
    func regroups(at index: Int) -> Bool { arriving(at: index).lanes != inputs[index].lanes }

    /// Whether the lowest layer with parameters takes a sample as positions beside one another, rather
    /// than as one row of numbers.
    package var seesPositions: Bool {
        trained.map { inputs[$0.lowerBound].dimensions.count > 1 } ?? false
    }

    /// How many numbers are trained.
    package var parameterCount: Int { slots.reduce(0) { $0 + $1.parameter.count } }
}
