import CKernels

extension NativeKernels {
    func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix
    ) {
        let input = reading(input, as: .float32, room: 0)
        writing(output, room: 4) { output in
            run(
                table.layer_norm,
                onward_layer_norm(
                    input: input.pointer(), weight: weight.pointer(), bias: bias.pointer(),
                    output: output.pointer(), statistics: statistics.pointer(),
                    columns: input.columns, epsilon: Float(epsilon)),
                over: input.rows, numbersEach: input.columns)
        }
    }

    func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix
    ) {
        let input = reading(input, as: .float32, room: 0)
        let outputError = reading(outputError, as: .float32, room: 1)
        writing(inputError, room: 4) { inputError in
            run(
                table.layer_norm_back,
                onward_layer_norm_back(
                    input: input.pointer(), weight: weight.pointer(),
                    statistics: statistics.pointer(), output_error: outputError.pointer(),
                    input_error: inputError.pointer(), columns: input.columns),
                over: input.rows, numbersEach: input.columns)
        }
    }

    func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix
    ) {
        let input = reading(input, as: .float32, room: 0)
        let outputError = reading(outputError, as: .float32, room: 1)
        run(
            table.layer_norm_gain,
            onward_layer_norm_gain(
                input: input.pointer(), statistics: statistics.pointer(),
                output_error: outputError.pointer(), weight_error: weightError.pointer(),
                bias_error: biasError.pointer(), rows: input.rows, columns: input.columns),
            over: input.columns, numbersEach: input.rows)
    }
}
