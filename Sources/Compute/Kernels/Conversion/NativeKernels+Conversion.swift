import CKernels

extension NativeKernels {
    func convert(_ input: Matrix, into output: Matrix) {
        if input.isContiguous && output.isContiguous { return convertWhole(input, into: output) }
        for row in 0..<input.rows {
            convertWhole(input.rows(row..<row + 1), into: output.rows(row..<row + 1))
        }
    }

    private func convertWhole(_ input: Matrix, into output: Matrix) {
        precondition(input.isContiguous && output.isContiguous)
        switch (input.elementType, output.elementType) {
        case (.float32, .bfloat16):
            run(
                table.round,
                onward_rounding(input: input.pointer(), output: output.bfloat16Pointer),
                over: input.count)
        case (.bfloat16, .float32):
            run(
                table.widen,
                onward_widening(input: input.bfloat16Pointer, output: output.pointer()),
                over: input.count)
        default: output.copy(from: input)
        }
    }

    func withFloat32(
        _ input: Matrix, _ output: Matrix, _ compute: (_ input: Matrix, _ output: Matrix) -> Void
    ) {
        let input = reading(input, as: .float32, room: 0)
        writing(output, room: 4) { compute(input, $0) }
    }

    /// The matrix in a type, for a kernel that reads no other: itself, or a copy in the room of
    /// that number, which is good until the room is lent again. A transposed copy stays transposed.
    func reading(_ matrix: Matrix, as type: ElementType, room: Int) -> Matrix {
        guard matrix.elementType != type else { return matrix }
        let isTransposed = matrix.columnStride != 1 && matrix.rowStride == 1
        let source = isTransposed ? matrix.transposed : matrix
        let copy = lend(type, rows: source.rows, columns: source.columns, room: room)
        convert(source, into: copy)
        return isTransposed ? copy.transposed : copy
    }

    /// Lets a kernel that writes float32 alone write a matrix of any type, by way of the room of
    /// that number.
    func writing(_ matrix: Matrix, room: Int, _ write: (Matrix) -> Void) {
        guard matrix.elementType == .bfloat16 else { return write(matrix) }
        let wide = lend(.float32, rows: matrix.rows, columns: matrix.columns, room: room)
        write(wide)
        convert(wide, into: matrix)
    }

    /// A matrix without gaps to work in. It grows when more is asked for than ever before.
    private func lend(_ type: ElementType, rows: Int, columns: Int, room: Int) -> Matrix {
        let byteCount = rows * columns * type.byteCount
        if rooms[room].count < byteCount {
            rooms[room] = Matrix(.uint8, rows: 1, columns: byteCount)
        }
        return rooms[room].room(at: 0, type, rows: rows, columns: columns)
    }
}
