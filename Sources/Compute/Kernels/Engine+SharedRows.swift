import CKernels

// S = samples, M = numbers of each, R = rows, C = numbers of their own, O = outputs.
extension Engine {
    /// The lengths of rows, to divide them by:
    ///
    ///     length = √(factor · Σ x²) + ε
    ///
    /// Where they are divided already, the length is that of both divisions together.
    ///
    /// - Shapes: `lengths` [R, 1].
    package func measure(
        _ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix
    ) {
        let (samples, own) = (rows.samples, rows.own)
        precondition(lengths.count == rows.rows && samples.columnStride == 1)
        func formula<S: RealScalar>(_: S.Type) {
            for r in 0..<rows.rows {
                let before = rows.lengths?.reals(S.self)[r, 0] ?? 1
                let sum = (0..<rows.columns).reduce(S(0)) {
                    let x: S = rows.value(r, $1)
                    return $0 + x * x
                }
                lengths.reals(S.self)[r] =
                    before * ((S(factor) * sum).squareRoot() + S(epsilon))
            }
        }
        if let scalar = formulaScalar(for: lengths) { return formula(scalar) }
        run(
            loops(samples, own).shared_lengths,
            onward_shared_lengths(
                sample: samples.start, own: own.start, before: rows.lengths?.pointer(),
                length: lengths.pointer(), samples: samples.rows, rows: rows.rows, run: rows.run,
                columns: samples.columns, stride: samples.rowStride, own_columns: own.columns,
                factor: Float(factor), epsilon: Float(epsilon)),
            over: samples.rows, numbersEach: samples.columns)
    }

    /// output = activation(rows · b + bias), by way of samples · b.
    ///
    /// - Parameter sums: receives rows · b + bias where the activation keeps it, and needed there.
    /// - Shapes: `b` [M + C, O], `bias` [1, O], `output` and `sums` [R, O].
    package func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix? = nil, activation: Activation = .none,
        sums: Matrix? = nil, into output: Matrix
    ) {
        if activation.keepsSums {
            guard let sums else { preconditionFailure("\(activation) needs room for its sums") }
            multiply(rows, b, bias: bias, into: sums)
            return activate(sums, by: activation, into: output)
        }
        precondition(
            rows.columns == b.rows && output.isContiguous && output.rows == rows.rows
                && output.columns == b.columns && bias.map { $0.count == b.columns } ?? true)
        func formula<S: RealScalar>(_: S.Type) {
            let (y, z) = (b.reals(S.self), output.reals(S.self))
            for r in 0..<output.rows {
                for o in 0..<output.columns {
                    let first = bias?.reals(S.self)[0, o] ?? 0
                    let sum = (0..<rows.columns).reduce(first) { $0 + rows.value(r, $1) * y[$1, o] }
                    z[r, o] = activation.value(sum)
                }
            }
        }
        if let scalar = formulaScalar(for: output) { return formula(scalar) }
        let rooms = scratch(for: rows, width: output.columns)
        multiply(rows.samples, b.rows(rows.sampleColumns), into: rooms.samples)
        let own = reading(rows.own, as: output.elementType, room: 0)
        let weight = reading(b.rows(rows.ownColumns), as: output.elementType, room: 1)
        run(
            loops(output).shared_spread,
            onward_shared_spread(
                product: rooms.samples.pointer(), own: own.start, weight: weight.start,
                length: rows.lengths?.pointer(), bias: bias?.pointer(),
                room: rooms.own.pointer(), output: output.start, samples: rows.samples.rows,
                rows: rows.rows, run: rows.run, columns: output.columns,
                own_columns: own.columns, weight_down: weight.rowStride,
                weight_right: weight.columnStride, slope: activation.slopeBelowZero ?? 1),
            over: output.columns, numbersEach: output.rows)
    }

    /// output = a · rows, by way of the samples; for a weight's gradient, where `a` is an error
    /// transposed.
    ///
    /// - Shapes: `a` [O, R], `output` [O, M + C].
    package func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix) {
        let error = a.transposed
        precondition(
            error.isContiguous && error.rows == rows.rows && output.rows == a.rows
                && output.columns == rows.columns)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, z) = (a.reals(S.self), output.reals(S.self))
            for o in 0..<output.rows {
                for m in 0..<output.columns {
                    z[o, m] = (0..<rows.rows).reduce(S(0)) { $0 + x[o, $1] * rows.value($1, m) }
                }
            }
        }
        if let scalar = formulaScalar(for: output) { return formula(scalar) }
        let rooms = scratch(for: rows, width: error.columns)
        let gradient = output.columns(rows.ownColumns).transposed
        run(
            loops(error, rows.own).shared_fold,
            onward_shared_fold(
                error: error.start, own: rows.own.start, length: rows.lengths?.pointer(),
                room: rooms.own.pointer(), folded: rooms.samples.pointer(),
                gradient: gradient.pointer(), samples: rows.samples.rows, rows: rows.rows,
                run: rows.run, columns: error.columns, own_columns: rows.own.columns,
                gradient_down: gradient.rowStride, gradient_right: gradient.columnStride),
            over: error.columns, numbersEach: error.rows)
        multiply(
            rooms.samples.transposed, rows.samples, into: output.columns(rows.sampleColumns))
    }

    /// Scratch for [S, width] and [C, width].
    private func scratch(
        for rows: SharedRows, width: Int
    ) -> (samples: Matrix, own: Matrix) {
        let count = (rows.samples.rows + rows.own.columns) * width
        if scratch.columns < count * ElementType.float32.byteCount {
            scratch = Matrix(.uint8, rows: 1, columns: count * ElementType.float32.byteCount)
        }
        let room = Matrix(
            memory: scratch.memory, start: scratch.start, elementType: .float32, rows: 1,
            columns: count)
        return (
            room.slice(offset: 0, rows: rows.samples.rows, columns: width),
            room.slice(
                offset: rows.samples.rows * width, rows: rows.own.columns, columns: width)
        )
    }
}
