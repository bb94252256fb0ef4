import OnwardCatalog
import OnwardCompute
import OnwardLayers
import Testing

@Test("The golden values are all there")
func findsGoldenValues() {
    #expect(GoldenPassCase.all.count == 9)
}

@Test(
    "Layers compute PyTorch's numbers in double precision", arguments: GoldenPassCase.all)
func matchesInDoublePrecision(golden: GoldenPassCase) throws {
    try GoldenRun(golden, .float64, .reference).expectSteps(within: 1e-12)
}

@Test(
    "Layers compute PyTorch's numbers in single precision", arguments: GoldenPassCase.all,
    KernelForm.allCases)
func matchesInSinglePrecision(golden: GoldenPassCase, kernels: KernelForm) throws {
    try GoldenRun(golden, .float32, kernels).expectSteps(within: 1e-5)
}

/// A golden case on its way through a layer.
private struct GoldenRun {
    private let golden: GoldenPassCase
    private let plan: LayerPlan
    private let type: ElementType
    private let engine: Engine
    private let parameters, buffers, carriers: [Matrix]
    private let random = RandomSource(seed: 1, for: .test)

    init(_ golden: GoldenPassCase, _ type: ElementType, _ kernels: KernelForm) throws {
        self.golden = golden
        self.type = type
        engine = Engine(threads: 1, kernels: kernels)
        let plan = try golden.layer.plan(for: golden.shape)
        self.plan = plan
        #expect(Set(plan.parameters.map(\.name)) == Set(golden.parameters.keys))
        parameters = try plan.parameters.map {
            GoldenRun.matrix(try #require(golden.parameters[$0.name]), $0.rows, type)
        }
        carriers = zip(plan.parameters, parameters).map { plan, parameter in
            golden.carriers[plan.name].map { GoldenRun.matrix($0, plan.rows, type) } ?? parameter
        }
        buffers = plan.buffers.map { buffer in
            let first = Matrix(rows: 1, columns: buffer.count)
            buffer.initializer.fill(first, random: RandomSource(seed: 1, for: .test))
            return GoldenRun.matrix(GoldenRun.numbers(first), 1, type)
        }
    }

    func expectSteps(within tolerance: Double) throws {
        for (number, step) in golden.steps.enumerated() {
            func expectNear(_ got: Matrix, _ wanted: [Double], _ what: String) {
                let scale = max(1, wanted.map(\.magnitude).max() ?? 0)
                let worst = zip(GoldenRun.numbers(got), wanted).map { abs($0 - $1) }.max() ?? 0
                #expect(
                    got.count == wanted.count && worst <= tolerance * scale,
                    "\(what) of step \(number) differs by \(worst)")
            }
            let (input, output, cache) = forward(step.input, isTraining: true)
            expectNear(output, step.output, "the output")
            #expect(Set(step.buffers.keys) == Set(plan.buffers.map(\.name)))
            for (buffer, matrix) in zip(plan.buffers, buffers) {
                expectNear(matrix, try #require(step.buffers[buffer.name]), buffer.name)
            }
            let gradients = parameters.map { Matrix(type, rows: $0.rows, columns: $0.columns) }
            let inputError = Matrix(type, rows: input.rows, columns: input.columns)
            golden.layer.backward(
                BackwardPass(
                    engine: engine, parameters: parameters, carriers: carriers,
                    gradients: gradients, inputShape: golden.shape, input: input, output: output,
                    cache: cache, outputError: GoldenRun.matrix(step.outputError, input.rows, type),
                    inputError: inputError, random: random))
            expectNear(inputError, step.inputError, "the input error")
            for (parameter, gradient) in zip(plan.parameters, gradients) {
                expectNear(
                    gradient, try #require(step.gradients[parameter.name]),
                    "the gradient by \(parameter.name)")
            }
        }
        let evaluated = forward(golden.evaluation.input, isTraining: false).output
        let pairs = zip(GoldenRun.numbers(evaluated), golden.evaluation.output)
        #expect(pairs.allSatisfy { abs($0 - $1) <= 10 * tolerance }, "the evaluation")
    }

    private func forward(
        _ numbers: [Double], isTraining: Bool
    ) -> (input: Matrix, output: Matrix, cache: Matrix) {
        let rows = numbers.count / golden.shape.count
        let input = GoldenRun.matrix(numbers, rows, type)
        let output = Matrix(type, rows: rows, columns: plan.output.count)
        let cache = Matrix(type, rows: rows, columns: plan.cachePerSample)
        golden.layer.forward(
            ForwardPass(
                engine: engine, parameters: parameters, buffers: buffers,
                inputShape: golden.shape, input: input, output: output, cache: cache,
                isTraining: isTraining, random: random))
        return (input, output, cache)
    }

    private static func matrix(_ numbers: [Double], _ rows: Int, _ type: ElementType) -> Matrix {
        let columns = numbers.count / rows
        return type == .float64
            ? Matrix(numbers, columns: columns)
            : Matrix(numbers.map { Float($0) }, columns: columns)
    }

    private static func numbers(_ matrix: Matrix) -> [Double] {
        matrix.elementType == .float64
            ? matrix.values() : matrix.values(as: Float.self).map(Double.init)
    }
}
