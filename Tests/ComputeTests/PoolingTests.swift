import Testing

@testable import OnwardCompute

@Suite("Pooling")
struct PoolingTests {
    /// Windows side by side, overlapping, apart, and with a rest that none reaches; the last is
    /// large enough to be shared between two cores.
    private static let windows = [
        Windows(image: 1, size: 1, stride: 1),
        Windows(image: Extent(5, 7), size: 2, stride: 2),
        Windows(image: Extent(6, 5), size: 3, stride: 2),
        Windows(image: Extent(5, 4), size: Extent(1, 2), stride: Extent(3, 1)),
        Windows(image: Extent(7, 6), size: 2, stride: 3),
        Windows(image: Extent(4, 6), size: 2, stride: Extent(1, 2)),
        Windows(image: Extent(33, 37), size: 2, stride: 2),
    ].compactMap { $0 }

    @Test("Every version agrees, forward and backward", arguments: windows, [1, 5])
    func agreement(windows: Windows, channels: Int) {
        for rows in [1, 7] {
            let inner = Form(rows: rows, columns: channels * windows.imageCount)
            let outer = Form(rows: rows, columns: channels * windows.outputCount)
            expectAgreement(within: 1e-6) { engine, type in
                let input = inner.random(1, type)
                let (mean, largest) = (outer.unwritten(type), outer.unwritten(type))
                let (meanError, largestError) = (inner.unwritten(type), inner.unwritten(type))
                engine.averagePool(input, windows: windows, into: mean)
                engine.averagePoolBackward(
                    outer.random(2, type), windows: windows, into: meanError)
                engine.maxPool(input, windows: windows, into: largest)
                engine.maxPoolBackward(
                    outer.random(2, type), input: input, output: largest, windows: windows,
                    into: largestError)
                return [mean, meanError, largest, largestError]
            }
        }
    }

    @Test("It gives the numbers that one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) throws {
        let engine = Engine(threads: 1, kernels: kernels)
        let windows = try #require(Windows(image: Extent(2, 5), size: 2, stride: 2))
        let input = Matrix([Float(1), 7, -1, -5, 90, 3, 1, -4, -2, 90], columns: 10)
        let (output, inputError) = (Matrix(rows: 1, columns: 2), Matrix(rows: 1, columns: 10))
        engine.averagePool(input, windows: windows, into: output)
        #expect(output.values() == [Float(3), -3])
        engine.averagePoolBackward(
            Matrix([Float(4), 8], columns: 2), windows: windows, into: inputError)
        #expect(inputError.values() == [Float(1), 1, 2, 2, 0, 1, 1, 2, 2, 0])
        engine.maxPool(input, windows: windows, into: output)
        #expect(output.values() == [Float(7), -1])
        engine.maxPoolBackward(
            Matrix([Float(4), 8], columns: 2), input: input, output: output, windows: windows,
            into: inputError)
        #expect(inputError.values() == [Float(0), 4, 8, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("The first of equal numbers receives the error", arguments: KernelForm.allCases)
    func ties(kernels: KernelForm) throws {
        let engine = Engine(threads: 1, kernels: kernels)
        for size in [Extent(2, 2), Extent(1, 4)] {
            let image = Extent(size.height, 2 * size.width)
            let windows = try #require(Windows(image: image, size: size, stride: size))
            let input = Matrix([Float](repeating: -2, count: 8), columns: 8)
            let (output, inputError) = (Matrix(rows: 1, columns: 2), Matrix(rows: 1, columns: 8))
            engine.maxPool(input, windows: windows, into: output)
            engine.maxPoolBackward(
                Matrix([Float(3), 5], columns: 2), input: input, output: output,
                windows: windows, into: inputError)
            var wanted = [Float](repeating: 0, count: 8)
            (wanted[0], wanted[size.width]) = (3, 5)
            #expect(inputError.values() == wanted)
        }
    }

    @Test("What is not a number is seen in its own window alone", arguments: [0, 1, 4, 5])
    func notANumber(place: Int) throws {
        let windows = try #require(Windows(image: Extent(2, 4), size: 2, stride: 2))
        for kernels in KernelForm.allCases {
            let engine = Engine(threads: 1, kernels: kernels)
            let (input, output) = (Matrix(rows: 1, columns: 8), Matrix(rows: 1, columns: 2))
            input[0, place] = .nan
            engine.maxPool(input, windows: windows, into: output)
            #expect(output[0, 0].isNaN && output[0, 1] == 0)
            engine.averagePool(input, windows: windows, into: output)
            #expect(output[0, 0].isNaN && output[0, 1] == 0)
        }
    }

    @Test("Shapes that do not fit stop the program")
    func wrongShapes() async {
        await #expect(processExitsWith: .failure) {
            guard let windows = Windows(image: 4, size: 2, stride: 2) else { return }
            Engine(threads: 1).maxPool(
                Matrix(rows: 2, columns: 16), windows: windows, into: Matrix(rows: 2, columns: 5))
        }
    }
}
