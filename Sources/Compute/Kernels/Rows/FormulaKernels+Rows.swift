extension FormulaKernels {
    func gather(_ source: Matrix, order: Matrix, scale: Float, into output: Matrix) {
        let (rows, y) = (rows(order, of: source.rows), output.reals(Real.self))
        let pixels = source.elementType == .uint8 ? source.elements(UInt8.self) : nil
        let numbers = pixels == nil ? source.reals(Real.self) : nil
        for n in 0..<order.count {
            for m in 0..<source.columns {
                let value = pixels.map { Real($0[Int(rows[n]), m]) }
                y[n, m] = Real(scale) * (value ?? numbers?[Int(rows[n]), m] ?? 0)
            }
        }
    }

    func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix) {
        let threshold = UInt32(rate * 0x1p32)
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        for i in 0..<input.count {
            y[i] = random.word(at: i) < threshold ? 0 : x[i] / Real(1 - rate)
        }
    }

    func quantize(_ input: Matrix, levels: Int, into output: Matrix) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        for n in 0..<input.rows {
            // Turned round so that a number that is none spreads instead of hiding.
            let largest = (0..<input.columns).reduce(Real(0)) { x[n, $1] <= $0 ? $0 : x[n, $1] }
            for m in 0..<input.columns {
                let level = (x[n, m] / largest * Real(levels - 1) + 0.5).rounded(.down)
                y[n, m] = x[n, m] <= 0 ? 0 : level / Real(levels - 1) * largest
            }
        }
    }

    func add(_ matrix: Matrix, times scale: Float, to total: Matrix) {
        let (x, y) = (matrix.reals(Real.self), total.reals(Real.self))
        for i in 0..<matrix.count { y[i] += Real(scale) * x[i] }
    }
}
