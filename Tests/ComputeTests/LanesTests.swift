import Testing

@testable import OnwardCompute

/// Images whose channels lie in groups.
@Suite("Lanes")
struct LanesTests {
    private static let forms = [
        ConvolutionForm(
            3, 2 * Engine.lanes, Engine.lanes, image: Extent(5, 4), size: 3, before: 1, after: 1),
        ConvolutionForm(
            2, Engine.lanes, 3 * Engine.lanes, image: Extent(4, 7), size: 2, stride: 2),
        ConvolutionForm(5, 1, Engine.lanes, image: 6, size: 3, before: 1, after: 1),
        ConvolutionForm(2, 3, 2 * Engine.lanes, image: 4, size: 1),
        ConvolutionForm(2, Engine.lanes, 5, image: 4, size: 3),
        ConvolutionForm(
            3, Engine.lanes, Engine.lanes, image: 9, size: 3, before: 1, after: 1),
    ].compactMap { $0 }

    private static let windows = [
        Windows(image: Extent(5, 7), size: 2, stride: 2),
        Windows(image: Extent(6, 5), size: 3, stride: 2),
        Windows(image: Extent(7, 6), size: 2, stride: 3),
        Windows(image: Extent(33, 37), size: 2, stride: 2),
    ].compactMap { $0 }

    /// The same images in other groups.
    private func regrouped(
        _ images: Matrix, channels: Int, from: Int = 1, to: Int = 1
    ) -> Matrix {
        let engine = Engine(threads: 1, kernels: .reference)
        let shape = Shape(channels, images.columns / channels, 1).grouped(by: from)
        let result = Form(rows: images.rows, columns: images.columns)
            .unwritten(images.elementType)
        engine.regroup(images, shape, into: result, lanes: to)
        return result
    }

    private func lanes(_ channels: Int) -> Int {
        channels.isMultiple(of: Engine.lanes) ? Engine.lanes : 1
    }

    @Test("Groups of two channels lie place by place")
    func byHand() {
        let images = Matrix((0..<24).map(Float.init), columns: 12)
        #expect(
            regrouped(images, channels: 4, to: 2).values(as: Float.self).prefix(13)
                == [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11, 12])
    }

    @Test("Every version regroups alike, and back again", arguments: [1, 3], [1, 35])
    func regroups(groups: Int, positions: Int) {
        let channels = groups * Engine.lanes
        let form = Form(rows: 7, columns: channels * positions)
        let shape = Shape(channels, positions, 1)
        expectAgreement(within: 0) { engine, type in
            let (there, back) = (form.unwritten(type), form.unwritten(type))
            engine.regroup(form.random(1, type), shape, into: there, lanes: Engine.lanes)
            engine.regroup(there, shape.grouped(by: Engine.lanes), into: back, lanes: 1)
            #expect(back.numbers == form.random(1, type).numbers)
            return [there]
        }
    }

    @Test("No form was left out") func counts() { #expect(LanesTests.forms.count == 6) }

    @Test("A convolution of grouped images is that of plain ones", arguments: forms)
    func convolution(form: ConvolutionForm) {
        let (inner, outer) = (form.windows, form.filters)
        let lanes = ConvolutionLanes(input: lanes(form.channels), output: lanes(form.filters))
        expectAgreement(within: 1e-5) { engine, type in
            let (kernel, bias) = (form.kernel.random(2, type), form.bias.random(3, type))
            func run(_ lanes: ConvolutionLanes) -> [Matrix] {
                let input = regrouped(
                    form.input.random(1, type), channels: form.channels, to: lanes.input)
                let error = regrouped(
                    form.output.random(4, type), channels: outer, to: lanes.output)
                let (output, sums) = (form.output.unwritten(type), form.output.unwritten(type))
                engine.convolve(
                    input, kernel, bias: bias, windows: inner, lanes: lanes, activation: .gelu,
                    sums: sums, into: output)
                let inputError = form.input.unwritten(type)
                engine.convolutionInputError(
                    error, kernel, windows: inner, lanes: lanes, into: inputError)
                let gradients = [form.kernel.unwritten(type), form.bias.unwritten(type)]
                engine.convolutionGradients(
                    input, error: error, windows: inner, lanes: lanes, into: gradients[0],
                    bias: gradients[1])
                let plain = [output, sums].map {
                    regrouped($0, channels: outer, from: lanes.output)
                }
                return plain + gradients
                    + [regrouped(inputError, channels: form.channels, from: lanes.input)]
            }
            let (grouped, plain) = (run(lanes), run(.plain))
            for (one, other) in zip(grouped, plain) {
                #expect(one.deviation(from: other) <= 1e-5)
            }
            return grouped
        }
    }

    @Test("Images in groups are not moved, forward and for the gradients")
    func movesNothing() throws {
        let form = try #require(
            ConvolutionForm(
                2, Engine.lanes, Engine.lanes, image: 4, size: 3, before: 1, after: 1))
        let lanes = ConvolutionLanes(input: Engine.lanes, output: Engine.lanes)
        let kernels = NativeKernels(threads: 1, precision: .float32)
        let engine = Engine(kernels, threads: 1)
        engine.convolve(
            form.input.random(1, .float32), form.kernel.random(2, .float32),
            windows: form.windows, lanes: lanes, into: form.output.unwritten(.float32))
        engine.convolutionGradients(
            form.input.random(1, .float32), error: form.output.random(2, .float32),
            windows: form.windows, lanes: lanes, into: form.kernel.unwritten(.float32))
        engine.convolutionInputError(
            form.output.random(2, .float32), form.kernel.random(2, .float32),
            windows: form.windows, lanes: lanes, into: form.input.unwritten(.float32))
        #expect(kernels.convolutions.count == 3)
        #expect(kernels.convolutions.allSatisfy { !$0.movesImages })
    }

    @Test("Pooling of grouped images is that of plain ones", arguments: windows, [1, 2, 8, 16])
    func pooling(windows: Windows, lanes: Int) {
        let channels = 2 * lanes
        let inner = Form(rows: 3, columns: channels * windows.imageCount)
        let outer = Form(rows: 3, columns: channels * windows.outputCount)
        expectAgreement(within: 1e-6) { engine, type in
            func run(_ lanes: Int) -> [Matrix] {
                let input = regrouped(inner.random(1, type), channels: channels, to: lanes)
                func error() -> Matrix {
                    regrouped(outer.random(2, type), channels: channels, to: lanes)
                }
                let (mean, largest) = (outer.unwritten(type), outer.unwritten(type))
                let errors = [inner.unwritten(type), inner.unwritten(type)]
                engine.averagePool(input, windows: windows, lanes: lanes, into: mean)
                engine.averagePoolBackward(
                    error(), windows: windows, lanes: lanes, into: errors[0])
                engine.maxPool(input, windows: windows, lanes: lanes, into: largest)
                engine.maxPoolBackward(
                    error(), input: input, output: largest, windows: windows, lanes: lanes,
                    into: errors[1])
                return ([mean, largest] + errors).map {
                    regrouped($0, channels: channels, from: lanes)
                }
            }
            let (grouped, plain) = (run(lanes), run(1))
            for (one, other) in zip(grouped, plain) {
                #expect(one.deviation(from: other) <= 1e-6)
            }
            return grouped
        }
    }
}
