import COneDNN

extension NativeKernels {
    /// The product is prepared when its shapes are first met and found again afterwards, so a
    /// training step prepares nothing.
    func multiply(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        let isRounded = a.elementType == .bfloat16 || b.elementType == .bfloat16
        let type: ElementType = isRounded ? .bfloat16 : .float32
        let (a, b) = (reading(a, as: type, room: 0), reading(b, as: type, room: 1))
        if isRounded && isRowProduct(a, b, into: output) {
            return multiplyRow(a, b, bias: bias, activation: activation, into: output)
        }
        if isRounded && multipliesBFloat16 {
            return product(a, b, bias: bias, activation: activation, into: output)
        }
        let (x, y) = (reading(a, as: .float32, room: 2), reading(b, as: .float32, room: 3))
        writing(output, room: 4) { product(x, y, bias: bias, activation: activation, into: $0) }
    }

    private func product(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        guard a.rows > 0 else { return }
        // What is to lie column by column is written row by row as the product's transpose.
        if !output.isContiguous && output.rowStride == 1 && output.columns > 1 {
            precondition(bias == nil && activation == .none, "a sum of its own in each row")
            return product(
                b.transposed, a.transposed, bias: nil, activation: .none, into: output.transposed)
        }
        let key = PreparedProduct.Key(
            a: NativeKernels.operand(a), b: NativeKernels.operand(b),
            c: NativeKernels.operand(output), hasBias: bias != nil, activation: activation)
        let place = place(of: key)
        meter?.count(ProductShape(a, b))
        metered(.products) {
            products[place].run(on: ownStream, a, b, output, bias, scratch: productScratch)
        }
    }

    private func place(of key: PreparedProduct.Key) -> Int {
        for index in products.indices where products[index].key == key { return index }
        let product = PreparedProduct(key, on: ownDevice)
        products.append(product)
        if productScratch.columns < product.scratchByteCount {
            productScratch = Matrix(.uint8, rows: 1, columns: product.scratchByteCount)
        }
        return products.count - 1
    }

    /// oneDNN reads the strides; those of a single row or column can be anything, so they are
    /// told as if it were contiguous.
    private static func operand(_ matrix: Matrix) -> onward_operand {
        let isColumnMajor = matrix.columnStride != 1 && matrix.rowStride == 1
        return onward_operand(
            rows: matrix.rows, columns: matrix.columns,
            row_stride: isColumnMajor ? 1 : max(matrix.rowStride, matrix.columns),
            column_stride: isColumnMajor ? max(matrix.columnStride, matrix.rows) : 1,
            bfloat16: matrix.elementType == .bfloat16)
    }
}
