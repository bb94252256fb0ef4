extension FormulaKernels {
    func convolve(
        _ input: Matrix, _ kernel: Matrix, bias: Matrix?, _ geometry: ConvolutionGeometry,
        activation: Activation, into output: Matrix
    ) {
        let (x, w) = (input.reals(Real.self), operand(kernel, beside: input))
        let offset = bias?.reals(Real.self)
        var sums = (0..<output.count).map { offset?[geometry.target.channel(of: $0)] ?? 0 }
        metered(.products) { geometry.forEachTap { sums[$2] += w[$1] * x[$0] } }
        let y = output.reals(Real.self)
        for place in sums.indices { y[place] = activation.value(sums[place]) }
        meter?.count(operations: geometry.operations)
    }

    func convolutionGradients(
        _ input: Matrix, error: Matrix, _ geometry: ConvolutionGeometry,
        into kernelGradient: Matrix, bias biasGradient: Matrix?
    ) {
        let (x, e) = (input.reals(Real.self), error.reals(Real.self))
        let g = kernelGradient.reals(Real.self)
        kernelGradient.clear()
        metered(.products) { geometry.forEachTap { g[$1] += e[$2] * x[$0] } }
        meter?.count(operations: geometry.operations)
        guard let biasGradient else { return }
        let b = biasGradient.reals(Real.self)
        biasGradient.clear()
        for place in 0..<error.count { b[geometry.target.channel(of: place)] += e[place] }
    }

    func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, _ geometry: ConvolutionGeometry, into inputError: Matrix
    ) {
        let (e, w) = (error.reals(Real.self), operand(kernel, beside: error))
        var sums = [Real](repeating: 0, count: inputError.count)
        metered(.products) { geometry.forEachTap { sums[$0] += e[$2] * w[$1] } }
        inputError.reals().write(sums)
        meter?.count(operations: geometry.operations)
    }
}
