import CKernels

extension NativeKernels {
    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix) {
        run(
            loops(output).gelu, onward_gelu(sum: sums.pointer(), output: output.start),
            over: sums.count, numbersEach: 8)
    }

    func gate(_ error: Matrix, by activation: Activation, kept: Matrix) {
        switch activation.slopeBelowZero {
        case nil:
            run(
                loops(error).gelu_gate,
                onward_gelu_gate(error: error.start, sum: kept.pointer()),
                over: error.count, numbersEach: 8)
        case 0:
            run(
                loops(error, kept).relu_gate,
                onward_relu_gate(error: error.start, output: kept.start),
                over: error.count)
        case let slope?:
            run(
                loops(error, kept).leaky_gate,
                onward_leaky_gate(error: error.start, output: kept.start, slope: slope),
                over: error.count)
        }
    }
}
