import CKernels

extension NativeKernels {
    func normalizeBatch(
        _ input: Matrix, weight: Matrix, bias: Matrix, runningMean: Matrix,
        runningVariance: Matrix, momentum: Double, epsilon: Double, isTraining: Bool,
        into output: Matrix
    ) {
        let (channels, positions) = (weight.count, input.columns / weight.count)
        let input = reading(input, as: .float32, room: 0)
        writing(output, room: 4) { output in
            run(
                table.batch_norm,
                onward_batch_norm(
                    input: input.pointer(), weight: weight.pointer(), bias: bias.pointer(),
                    running_mean: runningMean.pointer(),
                    running_variance: runningVariance.pointer(), output: output.pointer(),
                    rows: input.rows, channels: channels, positions: positions,
                    momentum: Float(momentum), epsilon: Float(epsilon), training: isTraining),
                over: channels, numbersEach: input.rows * positions)
        }
    }

    func normalizeBatchBackward(
        _ input: Matrix, weight: Matrix, epsilon: Double, outputError: Matrix, weightError: Matrix,
        biasError: Matrix, into inputError: Matrix?
    ) {
        let (channels, positions) = (weight.count, input.columns / weight.count)
        let input = reading(input, as: .float32, room: 0)
        let outputError = reading(outputError, as: .float32, room: 1)
        func back(_ inputError: Matrix?) {
            run(
                table.batch_norm_back,
                onward_batch_norm_back(
                    input: input.pointer(), weight: weight.pointer(),
                    output_error: outputError.pointer(), weight_error: weightError.pointer(),
                    bias_error: biasError.pointer(), input_error: inputError?.pointer(),
                    rows: input.rows, channels: channels, positions: positions,
                    epsilon: Float(epsilon)),
                over: channels, numbersEach: input.rows * positions)
        }
        if let inputError { writing(inputError, room: 4, back) } else { back(nil) }
    }
}
