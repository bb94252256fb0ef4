import CKernels

extension NativeKernels {
    func averagePool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        pool(table.average_pool, input, planes, into: output)
    }

    func averagePoolBackward(
        _ outputError: Matrix, _ planes: PoolingPlanes, into inputError: Matrix
    ) {
        let outputError = reading(outputError, as: .float32, room: 0)
        writing(inputError, room: 4) { inputError in
            run(
                table.average_back,
                onward_average_back(
                    output_error: outputError.pointer(), input_error: inputError.pointer(),
                    windows: planes.forLoops),
                over: planes.count, numbersEach: planes.windows.imageCount * planes.lanes)
        }
    }

    func maxPool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        pool(table.max_pool, input, planes, into: output)
    }

    func maxPoolBackward(
        _ outputError: Matrix, input: Matrix, output: Matrix, _ planes: PoolingPlanes,
        into inputError: Matrix
    ) {
        let outputError = reading(outputError, as: .float32, room: 0)
        let input = reading(input, as: .float32, room: 1)
        let output = reading(output, as: .float32, room: 2)
        writing(inputError, room: 4) { inputError in
            run(
                table.max_back,
                onward_max_back(
                    input: input.pointer(), output: output.pointer(),
                    output_error: outputError.pointer(), input_error: inputError.pointer(),
                    windows: planes.forLoops),
                over: planes.count, numbersEach: planes.windows.imageCount * planes.lanes)
        }
    }

    private func pool(
        _ kernel: onward_kernel?, _ input: Matrix, _ planes: PoolingPlanes, into output: Matrix
    ) {
        let input = reading(input, as: .float32, room: 0)
        writing(output, room: 4) { output in
            run(
                kernel,
                onward_pool(
                    input: input.pointer(), output: output.pointer(), windows: planes.forLoops),
                over: planes.count, numbersEach: planes.windows.imageCount * planes.lanes)
        }
    }
}

extension PoolingPlanes {
    /// As the loops read them.
    fileprivate var forLoops: onward_windows {
        let (image, output) = (windows.image, windows.output)
        return onward_windows(
            height: image.height, width: image.width, rows: output.height, columns: output.width,
            window_height: windows.size.height, window_width: windows.size.width,
            stride_down: windows.stride.height, stride_right: windows.stride.width, lanes: lanes)
    }
}
