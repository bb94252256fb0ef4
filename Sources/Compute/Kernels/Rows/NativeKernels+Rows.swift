import CKernels

extension NativeKernels {
    func gather(_ source: Matrix, order: Matrix, scale: Float, into output: Matrix) {
        let loops = loops(output)
        let kernel =
            switch source.elementType {
            case .uint8: loops.gather_bytes
            case output.elementType: loops.gather
            default: loops.gather_floats
            }
        run(
            kernel,
            onward_gather(
                source: source.start, order: rows(order, of: source.rows), output: output.start,
                columns: source.columns, scale: scale),
            over: order.count, numbersEach: source.columns)
    }

    func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix) {
        run(
            loops(input, output).drop,
            onward_drop(
                input: input.start, output: output.start, key: random.key,
                threshold: UInt32(rate * 0x1p32), scale: Float(1 / (1 - rate))),
            over: input.count)
    }

    func quantize(_ input: Matrix, levels: Int, into output: Matrix) {
        run(
            loops(input, output).quantize,
            onward_quantize(
                input: input.start, output: output.start, columns: input.columns,
                steps: Float(levels - 1)),
            over: input.rows, numbersEach: input.columns)
    }

    func add(_ matrix: Matrix, times scale: Float, to total: Matrix) {
        run(
            loops(total).add,
            onward_add(input: matrix.pointer(), output: total.start, scale: scale),
            over: matrix.count)
    }
}
