import OnwardCompute
import OnwardLayers

/// A layer with a batch and matrices of its own, run outside any block.
///
/// Its loss is Σ output · direction for a fixed random direction, which is therefore the error on
/// the output. All numbers are the same in float32 and float64; bfloat16 rounds them, and keeps
/// what a block would keep in float32: vectors, buffers, caches and gradients.
struct LayerTrial<Subject: CatalogLayer> {
    /// What one run forward and backward wrote.
    struct Outcome: Equatable {
        var output: [Double]
        /// Per parameter.
        var gradients: [[Double]]
        var inputError: [Double]
    }

    let input: Matrix
    let parameters: [Matrix]
    let buffers: [Matrix]
    let output: PoisonedRoom
    let gradients: [PoisonedRoom]
    let inputError: PoisonedRoom
    private let layer: Subject
    private let engine: Engine
    private let cache: PoisonedRoom
    private let direction: [Double]
    private let shape: Shape

    /// - Parameters:
    ///   - rows: samples in the batch.
    ///   - isRounded: whether numbers that are stored as bfloat16 in mixed precision are rounded to
    ///     it, in whatever type they are stored here.
    init(
        _ layer: Subject, plan: LayerPlan, input shape: Shape, rows: Int, as type: ElementType,
        isRounded: Bool = false, engine: Engine
    ) {
        self.layer = layer
        self.engine = engine
        let source = RandomSource(seed: 1, for: .test)
        func rounded(_ numbers: [Double]) -> [Double] {
            isRounded ? numbers.map { Double(BFloat16(Float($0)).float) } : numbers
        }
        input = .holding(
            rounded(source[0].normals(rows * shape.count)), columns: shape.count, as: type)
        direction = rounded(source[1].normals(rows * plan.output.count))
        self.shape = shape
        let exact: ElementType = type == .bfloat16 ? .float32 : type
        parameters = plan.parameters.enumerated().map {
            let isMatrix = $1.shape.count > 1
            let numbers = LayerTrial.numbers($1, source[2][$0], spread: source[3][$0])
            return .holding(
                isMatrix ? rounded(numbers) : numbers, of: $1, as: isMatrix ? type : exact)
        }
        buffers = plan.buffers.enumerated().map {
            .holding(
                LayerTrial.numbers($1, source[4][$0], spread: source[5][$0]),
                columns: $1.count / $1.rows, as: exact)
        }
        output = PoisonedRoom(type, rows: rows, columns: plan.output.count)
        cache = PoisonedRoom(exact, rows: rows, columns: plan.cachePerSample)
        gradients = plan.parameters.map { PoisonedRoom(exact, $0) }
        inputError = PoisonedRoom(type, rows: rows, columns: shape.count)
    }

    /// A tensor's first numbers, a little changed: those that start all equal, such as gains,
    /// would hide what is not general.
    private static func numbers(
        _ plan: ParameterPlan, _ random: RandomSource, spread: RandomSource
    ) -> [Double] {
        let first = Matrix(rows: plan.rows, columns: plan.count / plan.rows)
        plan.initializer.fill(first, random: random)
        return zip(first.numbers, spread.normals(plan.count)).map { Double(Float($0 + 0.1 * $1)) }
    }

    /// The parameters with other numbers in the first one, which carries the error to the input;
    /// what later ones carry may reach the first one's gradient.
    var otherCarriers: [Matrix] {
        parameters.enumerated().map { index, parameter in
            guard index == 0 else { return parameter }
            let numbers = RandomSource(seed: 2, for: .test)[index].normals(parameter.count)
            return .holding(numbers, columns: parameter.columns, as: parameter.elementType)
        }
    }

    /// Runs forward into poisoned room; returns the output.
    @discardableResult
    func forward(isTraining: Bool = true, randomSeed: UInt64 = 1) -> [Double] {
        output.poison()
        cache.poison()
        layer.forward(
            ForwardPass(
                engine: engine, parameters: parameters, buffers: buffers, inputShape: shape,
                input: input, output: output.matrix, cache: cache.matrix, isTraining: isTraining,
                random: random(randomSeed)))
        return output.matrix.numbers
    }

    /// The loss in training, computed anew.
    func loss() -> Double { zip(forward(), direction).map(*).sum }

    /// Runs forward and backward into poisoned room.
    func outcome(carriers: [Matrix]? = nil, wantsInputError: Bool = true) -> Outcome {
        let output = forward()
        var outcome = backward(carriers: carriers, wantsInputError: wantsInputError)
        outcome.output = output
        return outcome
    }

    /// Runs backward once more after a forward pass, whose output is to be there still. Of a layer
    /// without a derivative there is the output alone.
    ///
    /// - Parameter unitErrors: on the sums of the layer's units, for all samples.
    func backward(
        carriers: [Matrix]? = nil, wantsInputError: Bool = true, outputError: [Double]? = nil,
        unitErrors: [Double]? = nil
    ) -> Outcome {
        guard let layer = layer as? any Layer else {
            return Outcome(output: output.matrix.numbers, gradients: [], inputError: [])
        }
        for room in gradients + [inputError] { room.poison() }
        layer.backward(
            BackwardPass(
                engine: engine, parameters: parameters, carriers: carriers ?? parameters,
                gradients: gradients.map(\.matrix), inputShape: shape, input: input,
                output: output.matrix, cache: cache.matrix,
                outputError: .holding(
                    outputError ?? direction, columns: output.matrix.columns,
                    as: input.elementType),
                inputError: wantsInputError ? inputError.matrix : nil, random: random(1),
                unitError: unitErrors.map {
                    UnitError(
                        .holding(
                            $0, columns: $0.count,
                            as: input.elementType == .bfloat16 ? .float32 : input.elementType),
                        samples: input.rows)
                }))
        return Outcome(
            output: output.matrix.numbers, gradients: gradients.map(\.matrix.numbers),
            inputError: wantsInputError ? inputError.matrix.numbers : [])
    }

    private func random(_ seed: UInt64) -> RandomSource { RandomSource(seed: seed, for: .dropout) }
}
