import Testing

@testable import OnwardCompute

/// What a test's activations and errors are stored as; their numbers are bfloat16 numbers in either
/// case.
struct Storage {
    let type: ElementType

    func random(_ form: Form, _ seed: Int) -> Matrix {
        let rounded = form.random(seed, .bfloat16)
        guard type == .float32 else { return rounded }
        return Matrix(rounded.values(as: BFloat16.self).map(\.float), columns: form.columns)
    }

    func unwritten(_ form: Form) -> Matrix { form.unwritten(type) }
}

/// Expects that every version computes from bfloat16 what the compiled one computes in float32 from
/// the same numbers: the nearest bfloat16 of it, or a neighbour where sums are in another order, and
/// in float32 what differs by that order alone.
func expectRounding(
    sourceLocation: SourceLocation = #_sourceLocation, precision: Precision = .bfloat16Emulated,
    _ compute: (Engine, Storage) -> [Matrix]
) {
    let expected = compute(Engine(threads: 1), Storage(type: .float32))
    for kernels in KernelForm.allCases {
        let engine = Engine(threads: 2, kernels: kernels, precision: precision)
        for (index, got) in compute(engine, Storage(type: .bfloat16)).enumerated() {
            let numbers = expected[index].numbers
            let scale = numbers.map(\.magnitude).max() ?? 0
            let share = got.elementType == .bfloat16 ? 0x1p-8 : 0
            let wrong = zip(got.numbers, numbers).enumerated().first { _, pair in
                !(abs(pair.0 - pair.1) <= share * abs(pair.1) + 1e-5 * scale)
            }
            #expect(
                wrong == nil, "result \(index) of the \(kernels) kernel at \(wrong?.offset ?? 0)",
                sourceLocation: sourceLocation)
        }
    }
}

@Suite("Kernels on bfloat16 matrices")
struct StoredKernelTests {
    @Test("Activations, their gates and sums of columns", arguments: Form.all)
    func activations(form: Form) {
        for activation in [Activation.relu, .leakyReLU, .gelu] {
            expectRounding { engine, storage in
                let (error, kept) = (storage.random(form, 1), storage.random(form, 2))
                let (sums, output) = (form.random(3, .float32), storage.unwritten(form))
                let total = Form(rows: 1, columns: form.columns).unwritten(.float32)
                engine.gate(error, by: activation, output: kept, sums: sums)
                engine.sumColumns(of: storage.random(form, 1), into: total)
                if activation.keepsSums {
                    engine.activate(sums, by: activation, into: output)
                } else {
                    output.copy(from: kept)
                }
                return [error, total, output]
            }
        }
    }

    @Test("Rows that are gathered, dropped from, added to and scaled", arguments: Form.all)
    func rows(form: Form) {
        let order = form.labels(1, below: form.rows)
        expectRounding { engine, storage in
            let (floats, stored) = (storage.unwritten(form), storage.unwritten(form))
            let (bytes, dropped) = (storage.unwritten(form), storage.unwritten(form))
            engine.gather(form.random(1, .float32), order: order, scale: 0.3, into: floats)
            engine.gather(storage.random(form, 1), order: order, into: stored)
            let pixels = (0..<form.rows * form.columns).map { UInt8($0 % 256) }
            engine.gather(
                Matrix(pixels, columns: form.columns), order: order, scale: 1 / 255, into: bytes)
            engine.drop(
                storage.random(form, 2), rate: 0.3, random: RandomSource(seed: 1, for: .dropout),
                into: dropped)
            let total = storage.random(form, 3)
            engine.add(form.random(4, .float32), to: total)
            let scaled = storage.unwritten(form)
            engine.scaleRows(
                of: storage.random(form, 5),
                by: Form(rows: form.rows, columns: 1).random(6, .float32), into: scaled)
            return [floats, stored, bytes, dropped, total, scaled]
        }
    }

    @Test("Lengths, goodness and levels", arguments: Form.all)
    func lengths(form: Form) {
        let column = Form(rows: form.rows, columns: 1)
        expectRounding { engine, storage in
            let (input, error) = (storage.random(form, 1), storage.random(form, 2))
            let (output, inputError) = (storage.unwritten(form), storage.unwritten(form))
            let (lengths, goodness) = (column.unwritten(.float32), column.unwritten(.float32))
            let (wide, levels) = (form.unwritten(.float32), storage.unwritten(form))
            engine.normalize(input, factor: 0.5, epsilon: 0.1, into: output, lengths: lengths)
            engine.normalizeBackward(
                input, lengths: lengths, factor: 0.5, epsilon: 0.1, outputError: error,
                into: inputError)
            engine.normalize(input, factor: 1, epsilon: 0.1, into: wide, lengths: lengths)
            engine.sumSquares(of: input, factor: 2, into: goodness)
            engine.quantize(input, levels: 2, into: levels)
            return [output, inputError, lengths, wide, goodness, levels]
        }
    }

    @Test(
        "Classes that are written into rows",
        arguments: [.largest, .number(0.7), .share(0.2)] as [LabelStrength])
    func embedding(strength: LabelStrength) {
        let (inner, outer) = (Form(rows: 7, columns: 33), Form(rows: 21, columns: 36))
        let labels = Matrix((0..<21).map { Int32($0 % 4 - 1) }, columns: 1)
        let place = LabelPlace(
            offset: 33, run: 1, classes: 3, strength: strength, neutral: 0.1)
        expectRounding { engine, storage in
            let output = storage.unwritten(outer)
            let classes = storage.unwritten(Form(rows: 21, columns: 3))
            engine.embed(labels, at: place, in: storage.random(inner, 1), copies: 3, into: output)
            engine.encode(labels, at: place, of: storage.random(inner, 1), copies: 3, into: classes)
            return [output, classes]
        }
    }

    @Test("Rows that share samples", arguments: [true, false], [Activation.relu, .gelu])
    func sharedRows(ownFirst: Bool, activation: Activation) {
        let (samples, own) = (Form(rows: 6, columns: 20), Form(rows: 24, columns: 3))
        // More outputs than a stretch that is summed up at once.
        let (weights, outer) = (Form(rows: 300, columns: 23), Form(rows: 24, columns: 300))
        expectRounding { engine, storage in
            let lengths = Form(rows: 24, columns: 1).unwritten(.float32)
            let rows = SharedRows(
                storage.random(samples, 1), own: storage.random(own, 2), ownFirst: ownFirst, run: 2)
            engine.measure(rows, factor: 1, epsilon: 0.1, into: lengths)
            let (sums, output) = (outer.unwritten(.float32), storage.unwritten(outer))
            engine.multiply(
                rows.divided(by: lengths), storage.random(weights, 3).transposed,
                bias: Form(rows: 1, columns: 300).random(4, .float32), activation: activation,
                sums: sums, into: output)
            return [lengths, output]
        }
        expectRoundedGradient(ownFirst: ownFirst)
    }

    /// The samples' part is summed in float32 and then rounded, so it is as exact as bfloat16 is.
    private func expectRoundedGradient(ownFirst: Bool) {
        func gradient(_ engine: Engine, _ storage: Storage) -> Matrix {
            let rows = SharedRows(
                storage.random(Form(rows: 6, columns: 20), 1),
                own: storage.random(Form(rows: 24, columns: 3), 2), ownFirst: ownFirst, run: 2)
            let gradient = Form(rows: 9, columns: 23).unwritten(.float32)
            let error = storage.random(Form(rows: 24, columns: 9), 5)
            engine.multiply(error.transposed, rows, into: gradient)
            return gradient
        }
        let expected = gradient(Engine(threads: 1), Storage(type: .float32))
        for kernels in KernelForm.allCases {
            let engine = Engine(threads: 1, kernels: kernels, precision: .bfloat16Emulated)
            let got = gradient(engine, Storage(type: .bfloat16))
            #expect(got.deviation(from: expected) < 0x1p-8)
        }
    }

    @Test("Normalization over batches and rows", arguments: [1, 9])
    func normalization(positions: Int) {
        let (form, channels) = (Form(rows: 7, columns: 9), Form(rows: 1, columns: 9 / positions))
        expectRounding { engine, storage in
            let (input, error) = (storage.random(form, 1), storage.random(form, 2))
            let (weight, bias) = (channels.random(3, .float32), channels.random(4, .float32))
            let (mean, variance) = (channels.random(5, .float32), channels.random(6, .float32))
            let (output, inputError) = (storage.unwritten(form), storage.unwritten(form))
            let (slope, level) = (channels.unwritten(.float32), channels.unwritten(.float32))
            engine.normalizeBatch(
                input, weight: weight, bias: bias, runningMean: mean, runningVariance: variance,
                momentum: 0.1, epsilon: 0.1, isTraining: true, into: output)
            engine.normalizeBatchBackward(
                input, weight: weight, epsilon: 0.1, outputError: error, weightError: slope,
                biasError: level, into: inputError)
            return [output, mean, variance, slope, level, inputError]
        }
        expectRounding { engine, storage in
            let (input, error) = (storage.random(form, 1), storage.random(form, 2))
            let row = Form(rows: 1, columns: 9)
            let (weight, bias) = (row.random(3, .float32), row.random(4, .float32))
            let statistics = Form(rows: 7, columns: 2).unwritten(.float32)
            let (output, inputError) = (storage.unwritten(form), storage.unwritten(form))
            let (slope, level) = (row.unwritten(.float32), row.unwritten(.float32))
            engine.normalizeRows(
                input, weight: weight, bias: bias, epsilon: 0.1, into: output,
                statistics: statistics)
            engine.normalizeRowsBackward(
                input, weight: weight, statistics: statistics, outputError: error, into: inputError)
            engine.normalizeRowsGain(
                input, statistics: statistics, outputError: error, weightError: slope,
                biasError: level)
            return [output, statistics, inputError, slope, level]
        }
    }

    @Test("Pooling, patches and groups of channels")
    func images() throws {
        let windows = try #require(Windows(image: Extent(4, 6), size: 2, stride: 2))
        let (inner, outer) = (Form(rows: 3, columns: 16 * 24), Form(rows: 3, columns: 16 * 6))
        let image = Shape(16, 4, 6)
        expectRounding { engine, storage in
            let input = storage.random(inner, 1)
            let (mean, largest) = (storage.unwritten(outer), storage.unwritten(outer))
            let (meanError, largestError) = (storage.unwritten(inner), storage.unwritten(inner))
            let (tokens, joined) = (storage.unwritten(inner), storage.unwritten(inner))
            let grouped = storage.unwritten(inner)
            engine.averagePool(input, windows: windows, into: mean)
            engine.averagePoolBackward(storage.random(outer, 2), windows: windows, into: meanError)
            engine.maxPool(input, windows: windows, lanes: 8, into: largest)
            engine.maxPoolBackward(
                storage.random(outer, 3), input: input, output: largest, windows: windows,
                lanes: 8, into: largestError)
            engine.cut(input, image: image, size: 2, into: tokens)
            engine.join(input, image: image, size: 2, into: joined)
            engine.regroup(input, image, into: grouped, lanes: 8)
            return [mean, meanError, largest, largestError, tokens, joined, grouped]
        }
    }
}
