import CKernels

extension NativeKernels {
    func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix) {
        run(
            loops(input).goodness,
            onward_goodness(
                input: input.start, goodness: goodness.pointer(), columns: input.columns,
                factor: Float(factor)),
            over: input.rows, numbersEach: input.columns)
    }

    func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix) {
        run(
            loops(input, output).scale_rows,
            onward_scale_rows(
                input: input.start, slope: slopes.pointer(), output: output.start,
                columns: input.columns),
            over: input.rows, numbersEach: input.columns)
    }
}
