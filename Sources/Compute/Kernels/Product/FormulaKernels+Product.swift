extension FormulaKernels {
    func multiply(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        let (x, y, z) = (operand(a, beside: b), operand(b, beside: a), output.reals(Real.self))
        let offset = bias?.reals(Real.self)
        metered(.products) {
            for row in 0..<output.rows {
                for column in 0..<output.columns {
                    var sum = offset?[0, column] ?? 0
                    for k in 0..<a.columns { sum += x[row, k] * y[k, column] }
                    z[row, column] = activation.value(sum)
                }
            }
        }
        meter?.count(ProductShape(a, b))
    }

    /// The numbers that a product reads: rounded where the other operand is bfloat16.
    func operand(_ matrix: Matrix, beside other: Matrix) -> Reals<Real> {
        var numbers = matrix.reals(Real.self)
        numbers.isRounded = other.elementType == .bfloat16
        return numbers
    }
}
