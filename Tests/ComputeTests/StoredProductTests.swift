import Testing

@testable import OnwardCompute

/// How products of bfloat16 matrices can be asked for on this processor.
private let precisions = Precision.allCases.filter {
    $0 == .bfloat16Emulated || $0 == .bfloat16 && Precision.hasNativeBFloat16
}

@Suite("Products of bfloat16 matrices")
struct StoredProductTests {
    @Test("Products read bfloat16 and sum in float32", arguments: Form.all, precisions)
    func products(form: Form, precision: Precision) {
        for (inner, activation) in [(1, Activation.none), (7, .relu), (33, .gelu), (33, .none)] {
            expectRounding(precision: precision) { engine, storage in
                let a = storage.random(Form(rows: form.rows, columns: inner), 1)
                let b = storage.random(Form(rows: form.columns, columns: inner), 2).transposed
                let bias = Form(rows: 1, columns: form.columns).random(3, .float32)
                let (sums, output) = (form.unwritten(.float32), storage.unwritten(form))
                engine.multiply(
                    a, b, bias: bias, activation: activation, sums: sums, into: output)
                // A gradient: both operands transposed views, the result float32.
                let gradient = Form(rows: form.columns, columns: inner).unwritten(.float32)
                engine.multiply(storage.random(form, 4).transposed, a, into: gradient)
                return [output, gradient] + (activation.keepsSums ? [sums] : [])
            }
        }
    }

    @Test("A float32 operand is rounded where the other one is bfloat16", arguments: precisions)
    func mixed(precision: Precision) {
        let (form, other) = (Form(rows: 9, columns: 17), Form(rows: 17, columns: 5))
        for kernels in KernelForm.allCases {
            let engine = Engine(threads: 1, kernels: kernels, precision: precision)
            func product(_ a: ElementType, _ b: ElementType) -> [Float] {
                let output = Matrix(rows: 9, columns: 5)
                engine.multiply(form.random(1, a), other.random(2, b), into: output)
                return output.values()
            }
            let rounded = product(.bfloat16, .bfloat16)
            #expect(product(.float32, .bfloat16) == rounded)
            #expect(product(.bfloat16, .float32) == rounded)
            #expect(product(.float32, .float32) != rounded)
        }
    }

    /// Sixteen columns at least take another way than fewer: 128 at a time, what is left over, and
    /// more than one core's.
    @Test(
        "A single row reads every weight once",
        arguments: [(5, 15), (1, 16), (7, 17), (33, 128), (33, 150), (150, 300)], precisions)
    func singleRow(sizes: (depth: Int, columns: Int), precision: Precision) {
        let form = Form(rows: 1, columns: sizes.columns)
        for activation in [Activation.none, .relu, .leakyReLU] {
            expectRounding(precision: precision) { engine, storage in
                let a = storage.random(Form(rows: 1, columns: sizes.depth), 1)
                let larger = Form(rows: sizes.depth, columns: sizes.columns + 3)
                let b = storage.random(larger, 2).columns(2..<2 + sizes.columns)
                let (output, evidence) = (storage.unwritten(form), form.unwritten(.float32))
                engine.multiply(
                    a, b, bias: form.random(3, .float32), activation: activation, into: output)
                engine.multiply(a, b, activation: activation, into: evidence)
                return [output, evidence]
            }
        }
    }

    @Test("Some columns of a larger matrix are multiplied where they lie", arguments: precisions)
    func parts(precision: Precision) {
        expectRounding(precision: precision) { engine, storage in
            let a = storage.random(Form(rows: 6, columns: 12), 1).columns(3..<10)
            let b = storage.random(Form(rows: 9, columns: 5), 2).rows(1..<8)
            let output = Form(rows: 6, columns: 8).random(3, .float32)
            engine.multiply(a, b, into: output.columns(2..<7))
            return [output]
        }
    }

    @Test("Convolutions read bfloat16 and sum in float32", arguments: [1, 8], precisions)
    func convolutions(lanes: Int, precision: Precision) throws {
        let windows = try #require(
            Windows(image: Extent(5, 4), size: 3, stride: 1, before: 1, after: 1))
        let (inner, outer) = (Form(rows: 3, columns: 16 * 20), Form(rows: 3, columns: 8 * 20))
        let kernels = Form(rows: 8, columns: 16 * 9)
        let grouping = ConvolutionLanes(input: lanes, output: lanes)
        expectRounding(precision: precision) { engine, storage in
            let (input, kernel) = (storage.random(inner, 1), storage.random(kernels, 2))
            let (output, inputError) = (storage.unwritten(outer), storage.unwritten(inner))
            let bias = Form(rows: 1, columns: 8)
            let (gradient, biasGradient) = (kernels.unwritten(.float32), bias.unwritten(.float32))
            engine.convolve(
                input, kernel, bias: bias.random(3, .float32), windows: windows, lanes: grouping,
                activation: .relu, into: output)
            let error = storage.random(outer, 4)
            engine.convolutionGradients(
                input, error: error, windows: windows, lanes: grouping, into: gradient,
                bias: biasGradient)
            engine.convolutionInputError(
                error, kernel, windows: windows, lanes: grouping, into: inputError)
            return [output, gradient, biasGradient, inputError]
        }
    }

    @Test(
        "An optimizer's step leaves the weights rounded beside them",
        arguments: KernelForm.allCases)
    func copies(kernels: KernelForm) {
        let (engine, form) = (Engine(threads: 2, kernels: kernels), Form(rows: 300, columns: 70))
        for isAdam in [true, false] {
            func steps(_ rounded: Matrix?) -> Matrix {
                let (weights, memory) = (form.random(1, .float32), form.random(2, .float32))
                let squares = Matrix(rows: 300, columns: 70)
                for step in 1...2 {
                    if isAdam {
                        engine.adam(
                            weights: weights, gradients: form.random(2 + step, .float32),
                            means: memory, squares: squares, rounded: rounded, step: step,
                            rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, shrink: 1
                        )
                    } else {
                        engine.descend(
                            weights: weights, gradients: form.random(2 + step, .float32),
                            velocities: memory, rounded: rounded, rate: 0.01, momentum: 0.9,
                            isNesterov: false, decay: 0)
                    }
                }
                return weights
            }
            let rounded = form.unwritten(.bfloat16)
            let weights = steps(rounded)
            #expect(weights.values() == steps(nil).values(as: Float.self))
            #expect(
                rounded.values() == weights.values(as: Float.self).map { BFloat16($0) })
        }
    }
}
