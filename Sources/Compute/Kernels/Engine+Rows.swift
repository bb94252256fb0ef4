import CKernels

extension Engine {
    /// Collects rows: output[n] = scale · source[order[n]].
    ///
    /// - Shapes: `source` [S, M] of uint8, float32 or the output's type, `order` [N, 1] of int32,
    ///   `output` [N, M].
    package func gather(
        _ source: Matrix, order: Matrix, scale: Float = 1, into output: Matrix
    ) {
        precondition(source.isContiguous && output.isContiguous && order.count == output.rows)
        precondition(source.columns == output.columns)
        let rows = order.pointer(to: Int32.self)
        for n in 0..<order.count {
            precondition(rows[n] >= 0 && rows[n] < source.rows, "row \(rows[n]) of \(source.rows)")
        }
        func formula<S: RealScalar>(_: S.Type) {
            let y = output.reals(S.self)
            for n in 0..<order.count {
                for m in 0..<source.columns {
                    let value =
                        source.elementType == .uint8
                        ? S(source.elements(UInt8.self)[Int(rows[n]), m])
                        : source.reals(S.self)[Int(rows[n]), m]
                    y[n, m] = S(scale) * value
                }
            }
        }
        if let scalar = formulaScalar(for: output) { return formula(scalar) }
        let loops = loops(output)
        let kernel =
            switch source.elementType {
            case .uint8: loops.gather_bytes
            case output.elementType: loops.gather
            default: loops.gather_floats
            }
        precondition(
            source.elementType != .bfloat16 || output.elementType == .bfloat16,
            "rows of bfloat16 cannot be gathered into \(output.elementType)")
        run(
            kernel,
            onward_gather(
                source: source.start, order: rows, output: output.start, columns: source.columns,
                scale: scale),
            over: order.count, numbersEach: source.columns)
    }

    /// Collects int32 numbers: output[n] = source[order[n]]. `output` may be `order` itself.
    package func gather(labels source: Matrix, order: Matrix, into output: Matrix) {
        let (from, rows) = (source.pointer(to: Int32.self), order.pointer(to: Int32.self))
        let to = output.pointer(to: Int32.self)
        precondition(order.count == output.count)
        for n in 0..<order.count {
            precondition(
                rows[n] >= 0 && rows[n] < source.count, "row \(rows[n]) of \(source.count)")
            to[n] = from[Int(rows[n])]
        }
    }

    /// output = input with the share `rate` of its numbers, drawn by `random`, set to zero and
    /// the others divided by 1 − rate. The same source draws the same numbers again.
    package func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        let threshold = UInt32(rate * 0x1p32)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            for i in 0..<input.count {
                y[i] = random.word(at: i) < threshold ? 0 : x[i] / S(1 - rate)
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input, output).drop,
            onward_drop(
                input: input.start, output: output.start, key: random.key,
                threshold: threshold, scale: Float(1 / (1 - rate))),
            over: input.count)
    }

    /// total += scale · matrix, which is float32 where the total is bfloat16. Both lie alike: row by
    /// row or column by column.
    package func add(_ matrix: Matrix, times scale: Float = 1, to total: Matrix) {
        let (matrix, total) = (matrix.asStored, total.asStored)
        precondition(matrix.isContiguous && total.isContiguous && matrix.count == total.count)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (matrix.reals(S.self), total.reals(S.self))
            for i in 0..<matrix.count { y[i] += S(scale) * x[i] }
        }
        if let scalar = formulaScalar(for: matrix) { return formula(scalar) }
        run(
            loops(total).add,
            onward_add(input: matrix.pointer(), output: total.start, scale: scale),
            over: matrix.count)
    }
}
