import CKernels

// N = images, C = channels. Inputs lie as [N, C · height · width], outputs as
// [N, C · output height · output width]; every channel is pooled by itself, without padding. Both may
// lie in groups of `lanes` channels, which are then pooled together.
extension Engine {
    /// output = the mean over each window.
    package func averagePool(
        _ input: Matrix, windows: Windows, lanes: Int = 1, into output: Matrix
    ) {
        let groups = groupCount(input, output, windows, lanes)
        guard input.elementType != .bfloat16 else {
            return writing(output, room: 4) {
                averagePool(
                    reading(input, as: .float32, room: 0), windows: windows, lanes: lanes, into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            output.clear()
            forEachTap(groups, windows, lanes) { y[$0] += x[$1] / S(windows.sizeCount) }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.average_pool,
            onward_pool(
                input: input.pointer(), output: output.pointer(), windows: windows.unpadded(lanes)),
            over: groups, numbersEach: windows.imageCount * lanes)
    }

    /// The error of an average pooling's input: every number receives its share of the error of
    /// each window that it lies in.
    package func averagePoolBackward(
        _ outputError: Matrix, windows: Windows, lanes: Int = 1, into inputError: Matrix
    ) {
        let groups = groupCount(inputError, outputError, windows, lanes)
        guard outputError.elementType != .bfloat16 else {
            return writing(inputError, room: 4) {
                averagePoolBackward(
                    reading(outputError, as: .float32, room: 0), windows: windows, lanes: lanes,
                    into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (e, x) = (outputError.reals(S.self), inputError.reals(S.self))
            inputError.clear()
            forEachTap(groups, windows, lanes) { x[$1] += e[$0] / S(windows.sizeCount) }
        }
        if let scalar = formulaScalar(for: outputError) { return formula(scalar) }
        run(
            table.average_back,
            onward_average_back(
                output_error: outputError.pointer(), input_error: inputError.pointer(),
                windows: windows.unpadded(lanes)),
            over: groups, numbersEach: windows.imageCount * lanes)
    }

    /// output = the largest number of each window; not a number where there is one that is none.
    package func maxPool(
        _ input: Matrix, windows: Windows, lanes: Int = 1, into output: Matrix
    ) {
        let groups = groupCount(input, output, windows, lanes)
        guard input.elementType != .bfloat16 else {
            return writing(output, room: 4) {
                maxPool(
                    reading(input, as: .float32, room: 0), windows: windows, lanes: lanes, into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            for place in 0..<output.count { y[place] = -.infinity }
            forEachTap(groups, windows, lanes) { if x[$1] > y[$0] || x[$1].isNaN { y[$0] = x[$1] } }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.max_pool,
            onward_pool(
                input: input.pointer(), output: output.pointer(), windows: windows.unpadded(lanes)),
            over: groups, numbersEach: windows.imageCount * lanes)
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
        let groups = groupCount(inputError, outputError, windows, lanes)
        precondition(
            input.isContiguous && output.isContiguous && input.count == inputError.count
                && output.count == outputError.count)
        guard outputError.elementType != .bfloat16 else {
            return writing(inputError, room: 4) {
                maxPoolBackward(
                    reading(outputError, as: .float32, room: 0),
                    input: reading(input, as: .float32, room: 1),
                    output: reading(output, as: .float32, room: 2), windows: windows, lanes: lanes,
                    into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            let (e, result) = (outputError.reals(S.self), inputError.reals(S.self))
            inputError.clear()
            forEachTap(groups, windows, lanes) {
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
                windows: windows.unpadded(lanes)),
            over: groups, numbersEach: windows.imageCount * lanes)
    }

    /// Groups of channels in all images.
    private func groupCount(
        _ input: Matrix, _ output: Matrix, _ windows: Windows, _ lanes: Int
    ) -> Int {
        let groups = input.count / (windows.imageCount * lanes)
        precondition(
            input.isContiguous && output.isContiguous && input.rows == output.rows
                && input.columns.isMultiple(of: windows.imageCount * lanes)
                && output.count == groups * windows.outputCount * lanes,
            """
            pooling [\(input.rows), \(input.columns)] by \(windows) does not give \
            [\(output.rows), \(output.columns)]
            """)
        return groups
    }

    /// Calls `body` with the output's and the input's places that meet, in row-major order.
    private func forEachTap(
        _ groups: Int, _ windows: Windows, _ lanes: Int,
        _ body: (_ output: Int, _ input: Int) -> Void
    ) {
        for group in 0..<groups {
            windows.forEachTap { output, _, image in
                for lane in 0..<lanes {
                    body(
                        (group * windows.outputCount + output) * lanes + lane,
                        (group * windows.imageCount + image) * lanes + lane)
                }
            }
        }
    }
}

extension Windows {
    /// As the pooling loops read them.
    fileprivate func unpadded(_ lanes: Int) -> onward_windows {
        precondition(before == 0 && after == 0, "pooling with a padding of \(before) and \(after)")
        return onward_windows(
            height: image.height, width: image.width, rows: output.height, columns: output.width,
            window_height: size.height, window_width: size.width, stride_down: stride.height,
            stride_right: stride.width, lanes: lanes)
    }
}
