import CKernels

extension NativeKernels {
    /// Whether a product of bfloat16 numbers reads its weights for a single row and they lie as a
    /// dense layer's do: reading them is all the work, but oneDNN lays them out anew at every call.
    ///
    /// - Shapes: `a` [1, K], `b` [K, M].
    func isRowProduct(_ a: Matrix, _ b: Matrix, into output: Matrix) -> Bool {
        a.rows == 1 && a.isContiguous && output.isContiguous
            && b.columnStride == 1 && b.columns >= ONWARD_LEAST_COLUMNS
    }

    /// A single row's product: every core reads the weights of some columns.
    func multiplyRow(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        let input = reading(a, as: .float32, room: 2)
        meter?.count(ProductShape(a, b))
        metered(.products) {
            writing(output, room: 4) { output in
                run(
                    table.row_product,
                    onward_row_product(
                        input: input.pointer(), bias: bias.map { $0.pointer() },
                        weight: b.bfloat16Pointer, output: output.pointer(), depth: a.columns,
                        columns: b.columns, stride: b.rowStride,
                        slope: activation.slopeBelowZero ?? 1),
                    over: b.columns, numbersEach: b.rows)
            }
        }
    }
}
