import CKernels

// S = samples, C = numbers of a row's own.
extension NativeKernels {
    func measure(_ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix) {
        let (samples, own) = (rows.samples, rows.own)
        run(
            loops(samples, own).shared_lengths,
            onward_shared_lengths(
                sample: samples.start, own: own.start, before: rows.lengths?.pointer(),
                length: lengths.pointer(), samples: samples.rows, rows: rows.rows, run: rows.run,
                columns: samples.columns, stride: samples.rowStride, own_columns: own.columns,
                factor: Float(factor), epsilon: Float(epsilon)),
            over: samples.rows, numbersEach: samples.columns)
    }

    func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        let rooms = scratch(for: rows, width: output.columns)
        multiply(
            rows.samples, b.rows(rows.sampleColumns), bias: nil, activation: .none,
            into: rooms.samples)
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

    func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix) {
        let error = a.transposed
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
            rooms.samples.transposed, rows.samples, bias: nil, activation: .none,
            into: output.columns(rows.sampleColumns))
    }

    /// Scratch for [S, width] and [C, width].
    private func scratch(
        for rows: SharedRows, width: Int
    ) -> (samples: Matrix, own: Matrix) {
        let count = (rows.samples.rows + rows.own.columns) * width
        let room = scratch(byteCount: count * ElementType.float32.byteCount)
            .room(at: 0, .float32, rows: 1, columns: count)
        return (
            room.slice(offset: 0, rows: rows.samples.rows, columns: width),
            room.slice(
                offset: rows.samples.rows * width, rows: rows.own.columns, columns: width)
        )
    }
}
