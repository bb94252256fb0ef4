// N = images, C = channels. Inputs lie as [N, C · height · width], outputs as
// [N, C · output height · output width]; every channel is pooled by itself, without padding. Both may
// lie in groups of `lanes` channels, which are then pooled together.
extension Engine {
    /// output = the mean over each window.
    package func averagePool(
        _ input: Matrix, windows: Windows, lanes: Int = 1, into output: Matrix
    ) {
        let planes = planes(input, output, windows, lanes)
        kernels(for: input).averagePool(input, planes, into: output)
    }

    /// The error of an average pooling's input: every number receives its share of the error of
    /// each window that it lies in.
    package func averagePoolBackward(
        _ outputError: Matrix, windows: Windows, lanes: Int = 1, into inputError: Matrix
    ) {
        let planes = planes(inputError, outputError, windows, lanes)
        kernels(for: outputError).averagePoolBackward(outputError, planes, into: inputError)
    }

    /// output = the largest number of each window; not a number where there is one that is none.
    package func maxPool(
        _ input: Matrix, windows: Windows, lanes: Int = 1, into output: Matrix
    ) {
        let planes = planes(input, output, windows, lanes)
        kernels(for: input).maxPool(input, planes, into: output)
    }

    /// The error of a max pooling's input: the first of a window's largest numbers, in row-major
    /// order, receives the window's error.
    ///
    /// Where it lies is found again instead of kept: the input is there anyway, so that pooling
    /// takes no memory beyond its output.
    ///
    /// - Parameter outputError: used up; in float32 zeros stay behind.
    package func maxPoolBackward(
        _ outputError: Matrix, input: Matrix, output: Matrix, windows: Windows, lanes: Int = 1,
        into inputError: Matrix
    ) {
        let planes = planes(inputError, outputError, windows, lanes)
        precondition(
            input.isContiguous && output.isContiguous && input.count == inputError.count
                && output.count == outputError.count)
        kernels(for: outputError).maxPoolBackward(
            outputError, input: input, output: output, planes, into: inputError)
    }

    private func planes(
        _ input: Matrix, _ output: Matrix, _ windows: Windows, _ lanes: Int
    ) -> PoolingPlanes {
        let count = input.count / (windows.imageCount * lanes)
        precondition(
            input.isContiguous && output.isContiguous && input.rows == output.rows
                && input.columns.isMultiple(of: windows.imageCount * lanes)
                && output.count == count * windows.outputCount * lanes,
            """
            pooling [\(input.rows), \(input.columns)] by \(windows) does not give \
            [\(output.rows), \(output.columns)]
            """)
        precondition(
            windows.before == 0 && windows.after == 0,
            "pooling with a padding of \(windows.before) and \(windows.after)")
        return PoolingPlanes(count: count, windows: windows, lanes: lanes)
    }
}
