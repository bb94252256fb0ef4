import CKernels

extension NativeKernels {
    func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix
    ) {
        let input = reading(input, as: output.elementType, room: 0)
        run(
            loops(input).normalize,
            onward_normalize(
                input: input.start, output: output.start, length: lengths.pointer(),
                columns: input.columns, output_stride: output.rowStride, factor: Float(factor),
                epsilon: Float(epsilon)),
            over: input.rows, numbersEach: input.columns)
    }

    func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix
    ) {
        run(
            loops(input, outputError, inputError).normalize_back,
            onward_normalize_back(
                input: input.start, output_error: outputError.start, length: lengths.pointer(),
                input_error: inputError.start, columns: input.columns, factor: Float(factor),
                epsilon: Float(epsilon)),
            over: input.rows, numbersEach: input.columns)
    }
}
