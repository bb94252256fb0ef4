extension FormulaKernels {
    func averagePool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        let (x, size) = (input.reals(Real.self), Real(planes.windows.sizeCount))
        var means = [Real](repeating: 0, count: output.count)
        planes.forEachTap { means[$0] += x[$1] / size }
        output.reals().write(means)
    }

    func averagePoolBackward(
        _ outputError: Matrix, _ planes: PoolingPlanes, into inputError: Matrix
    ) {
        let (e, size) = (outputError.reals(Real.self), Real(planes.windows.sizeCount))
        var errors = [Real](repeating: 0, count: inputError.count)
        planes.forEachTap { errors[$1] += e[$0] / size }
        inputError.reals().write(errors)
    }

    func maxPool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        for place in 0..<output.count { y[place] = -.infinity }
        planes.forEachTap { if x[$1] > y[$0] || x[$1].isNaN { y[$0] = x[$1] } }
    }

    func maxPoolBackward(
        _ outputError: Matrix, input: Matrix, output: Matrix, _ planes: PoolingPlanes,
        into inputError: Matrix
    ) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        let e = outputError.reals(Real.self)
        var errors = [Real](repeating: 0, count: inputError.count)
        planes.forEachTap {
            guard x[$1] == y[$0] else { return }
            errors[$1] += e[$0]
            e[$0] = 0
        }
        inputError.reals().write(errors)
    }
}
