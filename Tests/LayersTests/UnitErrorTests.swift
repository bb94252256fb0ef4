import OnwardCompute
import OnwardLayers
import Testing

/// What a layer's backward pass makes of an error on its units' sums.
@Suite("Errors on units")
struct UnitErrorTests {
    private let errors: [Float] = [0.5, -2, 1]

    /// The gradients by all parameters, with and without the unit error.
    private func gradients(
        _ layer: some Layer, _ shape: Shape, input: [Float], parameters: [[Float]],
        outputError: [Float], samples: Int
    ) throws -> (with: [[Float]], without: [[Float]]) {
        let (plan, engine) = (try layer.plan(for: shape), Engine(threads: 1))
        let random = RandomSource(seed: 1, for: .test)
        let input = Matrix(input, columns: shape.count)
        let matrices = zip(plan.parameters, parameters).map {
            Matrix($1, columns: $0.count / $0.rows)
        }
        func run(_ unitError: UnitError?) -> [[Float]] {
            let output = Matrix(rows: input.rows, columns: plan.output.count)
            let cache = Matrix(rows: input.rows, columns: plan.cachePerSample)
            let gradients = matrices.map { Matrix(rows: $0.rows, columns: $0.columns) }
            layer.forward(
                ForwardPass(
                    engine: engine, parameters: matrices, inputShape: shape, input: input,
                    output: output, cache: cache, isTraining: true, random: random))
            layer.backward(
                BackwardPass(
                    engine: engine, parameters: matrices, carriers: matrices,
                    gradients: gradients, inputShape: shape, input: input, output: output,
                    cache: cache, outputError: Matrix(outputError, columns: plan.output.count),
                    inputError: nil, random: random, unitError: unitError))
            return gradients.map { $0.values() }
        }
        return (run(UnitError(Matrix(errors, columns: 3), samples: samples)), run(nil))
    }

    @Test(
        "A dense layer adds them behind the gate, to units that do not fire too",
        arguments: [Activation.none, .relu, .leakyReLU, .gelu])
    func dense(activation: Activation) throws {
        // The second unit is dead.
        let weight: [Float] = [1, 2, 0, 0, -1, 3]
        let (with, without) = try gradients(
            Dense(3, activation: activation), Shape(2), input: [1, 2, 3, 4, 5, 6],
            parameters: [weight, [0, -100, 0]], outputError: [Float](repeating: 1, count: 9),
            samples: 2)
        // On the first two samples, whose numbers sum up to 4 and 6.
        let added = zip(with[0], without[0]).map { $0 - $1 }
        for (got, wanted) in zip(added, errors.flatMap { [4 * $0, 6 * $0] }) {
            #expect(abs(got - wanted) < 1e-4)
        }
        for (got, wanted) in zip(zip(with[1], without[1]).map { $0 - $1 }, errors) {
            #expect(abs(got - 2 * wanted) < 1e-5)
        }
        if activation == .relu { #expect(without[1][1] == 0) }
    }

    @Test("Attention adds them to every token of a sample")
    func attention() throws {
        let layer = SelfAttention(heads: 1, width: 3, activation: .relu)
        let source = RandomSource(seed: 2, for: .test)
        let plan = try layer.plan(for: Shape(4, 2))
        var parameters = plan.parameters.enumerated().map { index, parameter in
            (0..<parameter.count).map { source[index].normal(at: $0) }
        }
        parameters[3] = [0, -100, 0]
        let (with, without) = try gradients(
            layer, Shape(4, 2), input: (0..<24).map { source[9].normal(at: $0) },
            parameters: parameters, outputError: [Float](repeating: 1, count: 36), samples: 2)
        for (got, wanted) in zip(zip(with[3], without[3]).map { $0 - $1 }, errors) {
            #expect(abs(got - 8 * wanted) < 1e-5)
        }
        #expect(without[3][1] == 0)
    }
}
