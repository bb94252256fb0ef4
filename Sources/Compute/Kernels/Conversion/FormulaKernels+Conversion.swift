extension FormulaKernels {
    func convert(_ input: Matrix, into output: Matrix) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        for row in 0..<input.rows {
            for column in 0..<input.columns { y[row, column] = x[row, column] }
        }
    }

    func withFloat32(
        _ input: Matrix, _ output: Matrix, _ compute: (_ input: Matrix, _ output: Matrix) -> Void
    ) {
        let x = Matrix(rows: input.rows, columns: input.columns)
        let y = Matrix(rows: output.rows, columns: output.columns)
        convert(input, into: x)
        compute(x, y)
        convert(y, into: output)
    }
}
