import CKernels

// N = images, C = channels. Inputs lie as [N, C · height · width], outputs as
// [N, C · output height · output width]; every plane is pooled by itself, without padding.
extension Engine {
    /// output = the mean over each window.
    public func averagePool(_ input: Matrix, windows: Windows, into output: Matrix) {
        let planes = planeCount(input, output, windows)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.pointer(to: S.self), output.pointer(to: S.self))
            output.clear()
            forEachTap(planes, windows) { y[$0] += x[$1] / S(windows.sizeCount) }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.average_pool,
            onward_pool(
                input: input.pointer(), output: output.pointer(), windows: windows.unpadded),
            over: planes, numbersEach: windows.imageCount)
    }

    /// The error of an average pooling's input: every number receives its share of the error of
    /// each window that it lies in.
    public func averagePoolBackward(
        _ outputError: Matrix, windows: Windows, into inputError: Matrix
    ) {
        let planes = planeCount(inputError, outputError, windows)
        func formula<S: RealScalar>(_: S.Type) {
            let (e, x) = (outputError.pointer(to: S.self), inputError.pointer(to: S.self))
            inputError.clear()
            forEachTap(planes, windows) { x[$1] += e[$0] / S(windows.sizeCount) }
        }
        if let scalar = formulaScalar(for: outputError) { return formula(scalar) }
        run(
            table.average_back,
            onward_average_back(
                output_error: outputError.pointer(), input_error: inputError.pointer(),
                windows: windows.unpadded),
            over: planes, numbersEach: windows.imageCount)
    }

    /// output = the largest number of each window; not a number where there is one that is none.
    public func maxPool(_ input: Matrix, windows: Windows, into output: Matrix) {
        let planes = planeCount(input, output, windows)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.pointer(to: S.self), output.pointer(to: S.self))
            for place in 0..<output.count { y[place] = -.infinity }
            forEachTap(planes, windows) { if x[$1] > y[$0] || x[$1].isNaN { y[$0] = x[$1] } }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.max_pool,
            onward_pool(
                input: input.pointer(), output: output.pointer(), windows: windows.unpadded),
            over: planes, numbersEach: windows.imageCount)
    }

    /// The error of a max pooling's input: the first of a window's largest numbers, in row-major
    /// order, receives the window's error.
    ///
    /// Where it lies is found again instead of kept: the input is there anyway, so that pooling
    /// takes no memory beyond its output.
    ///
    /// - Parameter outputError: used up; zeros stay behind.
    public func maxPoolBackward(
        _ outputError: Matrix, input: Matrix, output: Matrix, windows: Windows,
        into inputError: Matrix
    ) {
        let planes = planeCount(inputError, outputError, windows)
        precondition(
            input.isContiguous && output.isContiguous && input.count == inputError.count
                && output.count == outputError.count)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.pointer(to: S.self), output.pointer(to: S.self))
            let (e, result) = (outputError.pointer(to: S.self), inputError.pointer(to: S.self))
            inputError.clear()
            forEachTap(planes, windows) {
                guard x[$1] == y[$0] else { return }
                result[$1] += e[$0]
                e[$0] = 0
            }
        }
        if let scalar = formulaScalar(for: outputError) { return formula(scalar) }
        run(
            table.max_back,
            onward_max_back(
                input: input.pointer(), output: output.pointer(),
                output_error: outputError.pointer(), input_error: inputError.pointer(),
                windows: windows.unpadded),
            over: planes, numbersEach: windows.imageCount)
    }

    private func planeCount(_ input: Matrix, _ output: Matrix, _ windows: Windows) -> Int {
        let planes = input.count / windows.imageCount
        precondition(
            input.isContiguous && output.isContiguous && input.rows == output.rows
                && input.count == planes * windows.imageCount
                && output.count == planes * windows.outputCount,
            """
            pooling [\(input.rows), \(input.columns)] by \(windows) does not give \
            [\(output.rows), \(output.columns)]
            """)
        return planes
    }

    /// Calls `body` with the output's and the input's places that meet, in row-major order.
    private func forEachTap(
        _ planes: Int, _ windows: Windows, _ body: (_ output: Int, _ input: Int) -> Void
    ) {
        for plane in 0..<planes {
            windows.forEachTap { output, _, image in
                body(plane * windows.outputCount + output, plane * windows.imageCount + image)
            }
        }
    }
}

extension Windows {
    /// As the pooling loops read them.
    fileprivate var unpadded: onward_windows {
        precondition(before == 0 && after == 0, "pooling with a padding of \(before) and \(after)")
        return onward_windows(
            height: image.height, width: image.width, rows: output.height, columns: output.width,
            window_height: size.height, window_width: size.width, stride_down: stride.height,
            stride_right: stride.width)
    }
}
