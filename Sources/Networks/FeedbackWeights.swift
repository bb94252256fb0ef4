import OnwardCompute
import OnwardLayers
import OnwardSettings

/// The matrices that carry a block's errors: its own weights, or fixed random ones that are drawn
/// with the network and saved with it.
package struct FeedbackWeights {
    /// Per computing layer, in its plan's order: what stands in for each parameter.
    let carriers: [[Matrix]]
    /// [classes, output numbers]; nil without a head, and where feedback is direct.
    let head: Matrix?
    /// Direct feedback only, per computing layer: [classes, the layer's output numbers]; nil for a
    /// layer without parameters.
    let direct: [Matrix?]
    /// What was drawn, by its name in the block: `feedback.layers.0.weight`.
    let drawn: [(name: String, shape: [Int], matrix: Matrix)]
    /// From what each of them is drawn.
    private let sources: [(initializer: Initializer, random: RandomSource)]

    /// Whether errors pass by the layers above.
    let isDirect: Bool

    /// Errors pass through the weights themselves.
    package init(exact parameters: [[Matrix]], head: Matrix?) {
        carriers = parameters
        self.head = head
        direct = parameters.map { _ in nil }
        isDirect = false
        drawn = []
        sources = []
    }

    /// Draws what is drawn.
    func draw() {
        for (index, source) in sources.enumerated() {
            source.initializer.fill(drawn[index].matrix, random: source.random)
        }
    }

    /// Errors pass through random matrices of the weights' forms, drawn as the weights are.
    init(
        randomLike parameters: [[Matrix]], head: Matrix?, plan: BlockPlan, random: RandomSource,
        storage: WeightStorage
    ) throws(FileError) {
        var (carriers, headCarrier) = (parameters, head)
        var drawn: [(String, [Int], Matrix)] = []
        var sources: [(Initializer, RandomSource)] = []
        var places = [Int](repeating: 0, count: parameters.count)
        for (number, slot) in plan.slots.enumerated() {
            let place = slot.layer.map { places[$0] }
            if let layer = slot.layer { places[layer] += 1 }
            let parameter = slot.parameter
            guard parameter.shape.count > 1 else { continue }
            let matrix = try storage.matrix(
                rows: parameter.rows, columns: parameter.count / parameter.rows)
            sources.append((parameter.initializer, random[number]))
            drawn.append(("feedback.\(slot.name)", parameter.shape, matrix))
            if let layer = slot.layer, let place {
                carriers[layer][place] = matrix
            } else {
                headCarrier = matrix
            }
        }
        self.carriers = carriers
        self.head = headCarrier
        direct = parameters.map { _ in nil }
        isDirect = false
        self.drawn = drawn
        self.sources = sources
    }

    /// The evidence's error passes straight to every layer with parameters, through matrices
    /// drawn for a layer of n outputs as a head's of n inputs would be.
    init(
        directTo parameters: [[Matrix]], plan: BlockPlan, random: RandomSource,
        storage: WeightStorage
    ) throws(FileError) {
        carriers = parameters
        head = nil
        direct = try parameters.enumerated().map { index, matrices throws(FileError) in
            guard !matrices.isEmpty else { return nil }
            return try storage.matrix(
                rows: plan.headRows, columns: plan.layers[index].output.count)
        }
        sources = direct.enumerated().compactMap { index, matrix in
            matrix.map { (.he(fanIn: $0.columns), random[index]) }
        }
        isDirect = true
        drawn = zip(plan.places, direct).compactMap { place, matrix in
            matrix.map { ("feedback.layers.\(place).direct", [$0.rows, $0.columns], $0) }
        }
    }
}
