import CKernels

extension NativeKernels {
    func sumColumns(of matrix: Matrix, into sum: Matrix) {
        run(
            loops(matrix).column_sum,
            onward_column_sum(
                matrix: matrix.start, sum: sum.pointer(), rows: matrix.rows,
                columns: matrix.columns),
            over: matrix.columns, numbersEach: matrix.rows)
    }
}
