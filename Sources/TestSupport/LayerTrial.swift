import OnwardCompute
import OnwardLayers

/// A layer with a batch and matrices of its own, run outside any block.
///
/// Its loss is Σ output · direction for a fixed random direction, which is therefore the error on
/// the output. All numbers are the same in both precisions.
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

    /// - Parameter rows: samples in the batch.
    init(
        _ layer: Subject, plan: LayerPlan, input shape: Shape, rows: Int, as type: ElementType,
        engine: Engine
    ) {
        self.layer = layer
        self.engine = engine
        let source = RandomSource(seed: 1, for: .test)
        input = .holding(
            source[0].normals(rows * shape.count), columns: shape.count, as: type)
        direction = source[1].normals(rows * plan.output.count)
        self.shape = shape
        parameters = plan.parameters.enumerated().map {
            LayerTrial.tensor($1, source[2][$0], spread: source[3][$0], as: type)
        }
        buffers = plan.buffers.enumerated().map {
            LayerTrial.tensor($1, source[4][$0], spread: source[5][$0], as: type)
        }
        output = PoisonedRoom(type, rows: rows, columns: plan.output.count)
        cache = PoisonedRoom(type, rows: rows, columns: plan.cachePerSample)
        gradients = parameters.map { PoisonedRoom(type, rows: $0.rows, columns: $0.columns) }
        inputError = PoisonedRoom(type, rows: rows, columns: shape.count)
    }

    /// A tensor's first numbers, a little changed: those that start all equal, such as gains,
    /// would hide what is not general.
    private static func tensor(
        _ plan: ParameterPlan, _ random: RandomSource, spread: RandomSource, as type: ElementType
    ) -> Matrix {
        let columns = plan.count / plan.rows
        let first = Matrix(rows: plan.rows, columns: columns)
        plan.initializer.fill(first, random: random)
        let numbers = zip(first.numbers, spread.normals(plan.count)).map {
            Double(Float($0 + 0.1 * $1))
        }
        return .holding(numbers, columns: columns, as: type)
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
                        .holding($0, columns: $0.count, as: input.elementType),
                        samples: input.rows)
                }))
        return Outcome(
            output: output.matrix.numbers, gradients: gradients.map(\.matrix.numbers),
            inputError: wantsInputError ? inputError.matrix.numbers : [])
    }

    private func random(_ seed: UInt64) -> RandomSource { RandomSource(seed: seed, for: .dropout) }
}
