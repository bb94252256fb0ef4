import Testing

@testable import OnwardCompute

@Suite("Rounding to levels")
struct QuantizeTests {
    @Test("Every version agrees", arguments: Form.all, [2, 3, 16])
    func agreement(form: Form, levels: Int) {
        expectAgreement(within: 1e-5) { engine, type in
            let output = form.unwritten(type)
            engine.quantize(form.random(1, type), levels: levels, into: output)
            return [output]
        }
    }

    private func quantized(
        _ numbers: [Float], levels: Int, columns: Int, _ kernels: KernelForm
    ) -> [Float] {
        let input = Matrix(numbers, columns: columns)
        let output = Form(rows: input.rows, columns: columns).unwritten(.float32)
        Engine(threads: 1, kernels: kernels).quantize(input, levels: levels, into: output)
        return output.values()
    }

    @Test(
        "Levels are even shares of the row's largest number", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        #expect(
            quantized([8, 0, 1, 3, 5, -9, 4, 7.5], levels: 5, columns: 8, kernels)
                == [8, 0, 2, 4, 6, 0, 4, 8])
        #expect(
            quantized([1, 0.49, 0.5, 0.3, 0.1, 0.2], levels: 2, columns: 3, kernels)
                == [1, 0, 1, 0.3, 0, 0.3])
    }

    @Test("Rows without a number above 0 become zeros", arguments: KernelForm.allCases)
    func silentRows(kernels: KernelForm) {
        #expect(quantized([0, 0, -1, -2], levels: 3, columns: 2, kernels) == [0, 0, 0, 0])
        let tiny = Float.leastNonzeroMagnitude
        #expect(quantized([tiny, 0], levels: 3, columns: 2, kernels)[1] == 0)
    }

    @Test("A number that is none is not hidden", arguments: KernelForm.allCases)
    func spreads(kernels: KernelForm) {
        let output = quantized([1, .nan, 3, 1, 2, 3], levels: 4, columns: 3, kernels)
        #expect(output[1].isNaN && Array(output[3...]) == [1, 2, 3])
    }
}
