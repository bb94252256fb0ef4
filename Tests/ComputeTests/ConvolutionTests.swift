import Testing

@testable import OnwardCompute

/// What a convolution's tests run on.
struct ConvolutionForm: Sendable, CustomTestStringConvertible {
    let images, channels, filters: Int
    let windows: Windows

    /// Nil where no window fits.
    init?(
        _ images: Int, _ channels: Int, _ filters: Int, image: Extent, size: Extent,
        stride: Extent = 1, before: Extent = 0, after: Extent = 0
    ) {
        guard
            let windows = Windows(
                image: image, size: size, stride: stride, before: before, after: after)
        else { return nil }
        (self.images, self.channels, self.filters) = (images, channels, filters)
        self.windows = windows
    }

    var testDescription: String {
        "\(images) × [\(channels) to \(filters)] on \(windows.image) by \(windows.size)"
    }

    var input: Form { Form(rows: images, columns: channels * windows.imageCount) }
    var kernel: Form { Form(rows: filters, columns: channels * windows.sizeCount) }
    var bias: Form { Form(rows: 1, columns: filters) }
    var output: Form { Form(rows: images, columns: filters * windows.outputCount) }

    /// Odd sizes, one channel as of a first layer, more channels than a register holds, every kind
    /// of stride and padding, and images of one number.
    static let all = [
        ConvolutionForm(1, 1, 1, image: 1, size: 1),
        ConvolutionForm(7, 1, 5, image: Extent(5, 4), size: 3, before: 1, after: 1),
        ConvolutionForm(3, 2, 3, image: Extent(7, 5), size: 3, stride: 2),
        ConvolutionForm(2, 3, 17, image: Extent(4, 9), size: Extent(2, 5), stride: Extent(1, 3)),
        ConvolutionForm(2, 16, 33, image: 4, size: 3, before: 1, after: 1),
        ConvolutionForm(3, 17, 2, image: 3, size: 1, stride: 2),
        ConvolutionForm(2, 3, 4, image: Extent(3, 6), size: 4, before: 1, after: 2),
        ConvolutionForm(2, 2, 3, image: 2, size: Extent(2, 3), before: 4, after: Extent(3, 5)),
    ].compactMap { $0 }
}

@Suite("Convolution")
struct ConvolutionTests {
    @Test("No form was left out") func forms() { #expect(ConvolutionForm.all.count == 8) }

    @Test("Every version agrees, with each activation", arguments: ConvolutionForm.all)
    func forward(form: ConvolutionForm) {
        for activation in Activation.allCases {
            expectAgreement(within: 1e-5) { engine, type in
                let results = [true, false].flatMap { hasBias in
                    let (sums, output) = (form.output.unwritten(type), form.output.unwritten(type))
                    engine.convolve(
                        form.input.random(1, type), form.kernel.random(2, type),
                        bias: hasBias ? form.bias.random(3, type) : nil, windows: form.windows,
                        activation: activation, sums: sums, into: output)
                    return activation.keepsSums ? [output, sums] : [output]
                }
                return results
            }
        }
    }

    @Test("Every version's gradients agree", arguments: ConvolutionForm.all)
    func gradients(form: ConvolutionForm) {
        expectAgreement(within: 1e-5) { engine, type in
            let (input, error) = (form.input.random(1, type), form.output.random(4, type))
            let (kernel, bias) = (form.kernel.unwritten(type), form.bias.unwritten(type))
            engine.convolutionGradients(
                input, error: error, windows: form.windows, into: kernel, bias: bias)
            let alone = form.kernel.unwritten(type)
            engine.convolutionGradients(input, error: error, windows: form.windows, into: alone)
            return [kernel, bias, alone]
        }
    }

    @Test("Every version's input error agrees", arguments: ConvolutionForm.all)
    func inputError(form: ConvolutionForm) {
        expectAgreement(within: 1e-5) { engine, type in
            let inputError = form.input.unwritten(type)
            engine.convolutionInputError(
                form.output.random(4, type), form.kernel.random(2, type), windows: form.windows,
                into: inputError)
            return [inputError]
        }
    }

    @Test("It gives the numbers that one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) throws {
        let engine = Engine(threads: 1, kernels: kernels)
        let windows = try #require(Windows(image: Extent(2, 3), size: 2, stride: 1))
        let input = Matrix([Float(1), 2, 3, 4, 5, 6], columns: 6)
        let kernel = Matrix([Float(1), 0, 0, -2], columns: 4)
        let output = Matrix(rows: 1, columns: 2)
        engine.convolve(
            input, kernel, bias: Matrix([Float(10)], columns: 1), windows: windows, into: output)
        #expect(output.values() == [Float(1), 0])
        let (gradient, bias) = (Matrix(rows: 1, columns: 4), Matrix(rows: 1, columns: 1))
        let error = Matrix([Float(1), 100], columns: 2)
        engine.convolutionGradients(
            input, error: error, windows: windows, into: gradient, bias: bias)
        #expect(gradient.values() == [Float(201), 302, 504, 605])
        #expect(bias.values() == [Float(101)])
        let inputError = Matrix(rows: 1, columns: 6)
        engine.convolutionInputError(error, kernel, windows: windows, into: inputError)
        #expect(inputError.values() == [Float(1), 100, 0, 0, -2, -200])
    }

    @Test("A batch that is worked through in parts gives what its images give one by one")
    func parts() throws {
        let form = try #require(
            ConvolutionForm(13, 2, 64, image: 40, size: 3, before: 1, after: 1))
        let kernels = NativeKernels(threads: 1, precision: .float32)
        let engine = Engine(kernels, threads: 1)
        let (input, error) = (form.input.random(1, .float32), form.output.random(4, .float32))
        let (kernel, bias) = (form.kernel.random(2, .float32), form.bias.random(3, .float32))
        func run(_ rows: Range<Int>) -> [Matrix] {
            let few = Form(rows: rows.count, columns: form.output.columns)
            let output = few.unwritten(.float32)
            engine.convolve(
                input.rows(rows), kernel, bias: bias, windows: form.windows, into: output)
            let inputError = Form(rows: rows.count, columns: form.input.columns)
                .unwritten(.float32)
            engine.convolutionInputError(
                error.rows(rows), kernel, windows: form.windows, into: inputError)
            let (kernelGradient, biasGradient) = (
                form.kernel.unwritten(.float32), form.bias.unwritten(.float32)
            )
            engine.convolutionGradients(
                input.rows(rows), error: error.rows(rows), windows: form.windows,
                into: kernelGradient, bias: biasGradient)
            return [output, inputError, kernelGradient, biasGradient]
        }
        let whole = run(0..<13)
        // The whole, which is only asked how its images should lie, a part, and the rest.
        #expect(Set(kernels.convolutions.map(\.key.images)).count == 3)
        let singles = (0..<13).map { run($0..<$0 + 1) }
        for index in 0..<2 {
            let together = Matrix(singles.flatMap { $0[index].numbers }, columns: 1)
            #expect(whole[index].deviation(from: together) < 1e-5)
        }
        for index in 2..<4 {
            let sum = Matrix(rows: 1, columns: whole[index].count)
            for single in singles { engine.add(single[index], to: sum) }
            #expect(whole[index].deviation(from: sum) < 1e-4)
        }
    }

    @Test("A convolution that was met before prepares nothing and reads its new operands")
    func again() throws {
        let form = try #require(
            ConvolutionForm(2, 3, 17, image: 5, size: 3, before: 1, after: 1))
        let kernels = NativeKernels(threads: 2, precision: .float32)
        let engine = Engine(kernels, threads: 2)
        let results = (10..<13).map { seed in
            let output = form.output.unwritten(.float32)
            engine.convolve(
                form.input.random(seed, .float32), form.kernel.random(seed, .float32),
                windows: form.windows, into: output)
            return output.values(as: Float.self)
        }
        #expect(Set(results).count == 3)
        #expect(kernels.convolutions.count == 1)
    }

    @Test("No images have no output, and gradients of zero")
    func noImages() throws {
        let form = try #require(ConvolutionForm(0, 2, 3, image: 3, size: 2))
        let kernels = NativeKernels(threads: 1, precision: .float32)
        let engine = Engine(kernels, threads: 1)
        let gradient = form.kernel.unwritten(.float32)
        engine.convolutionGradients(
            form.input.random(1, .float32), error: form.output.random(2, .float32),
            windows: form.windows, into: gradient)
        #expect(gradient.numbers.allSatisfy { $0 == 0 })
        #expect(kernels.convolutions.isEmpty)
    }

    @Test("Shapes that do not fit stop the program")
    func wrongShapes() async {
        await #expect(processExitsWith: .failure) {
            guard let windows = Windows(image: 3, size: 2, stride: 1) else { return }
            Engine(threads: 1).convolve(
                Matrix(rows: 2, columns: 18), Matrix(rows: 5, columns: 4), windows: windows,
                into: Matrix(rows: 2, columns: 20))
        }
    }
}
