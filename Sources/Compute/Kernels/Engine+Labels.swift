import CKernels

/// Where in a row of numbers a class is written.
package struct LabelPlace: Sendable {
    /// The first number that belongs to a class.
    package let offset: Int
    /// Numbers per class: 1, or a whole plane of an image.
    package let run: Int
    package let classes: Int
    /// What is written for the label's class, above 0; nil for the row's largest number.
    package let strength: Float?
    /// What is written for every class where there is no label.
    package let neutral: Float

    package init(offset: Int, run: Int, classes: Int, strength: Float?, neutral: Float) {
        self.offset = offset
        self.run = run
        self.classes = classes
        self.strength = strength
        self.neutral = neutral
    }
}

extension Engine {
    /// Copies every input row `copies` times and writes a class into each copy.
    ///
    /// A negative label stands for none: all classes are given the neutral value.
    ///
    /// - Shapes: `input` [N, M], `labels` [N · copies, 1] of int32, `output` [N · copies, M'] with
    ///   M' ≥ M.
    package func embed(
        _ labels: Matrix, at place: LabelPlace, in input: Matrix, copies: Int, into output: Matrix
    ) {
        precondition(input.columns <= output.columns)
        write(
            labels, at: place, of: input, copied: input.columns, offset: place.offset,
            copies: copies, into: output)
    }

    /// Writes of what `embed` would make the classes' numbers alone.
    ///
    /// - Shapes: `input` [N, M], `labels` [N · copies, 1] of int32, `output` [N · copies, C · run].
    package func encode(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copies: Int, into output: Matrix
    ) {
        write(
            labels, at: place, of: input, copied: 0, offset: 0, copies: copies, into: output)
    }

    private func write(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix
    ) {
        precondition(
            input.isContiguous && output.isContiguous && output.rows == input.rows * copies
                && labels.count == output.rows
                && offset + place.classes * place.run <= output.columns
                && place.strength ?? 1 > 0)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            let label = labels.pointer(to: Int32.self)
            for n in 0..<output.rows {
                let source = n / copies
                for m in 0..<copied { y[n, m] = x[source, m] }
                let largest = (0..<input.columns).reduce(S(0)) { max($0, x[source, $1]) }
                let strength = place.strength.map { S($0) } ?? largest
                for number in 0..<place.classes * place.run {
                    let c = number / place.run
                    y[n, offset + number] =
                        label[n] < 0 ? S(place.neutral) : Int(label[n]) == c ? strength : 0
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input, output).embed,
            onward_embed(
                input: input.start, labels: labels.pointer(), output: output.start,
                input_columns: input.columns, output_columns: output.columns, copied: copied,
                copies: copies, classes: place.classes, run: place.run, offset: offset,
                strength: place.strength ?? 0, neutral: place.neutral),
            over: output.rows, numbersEach: output.columns)
    }

    /// Draws for every sample a class that is not its own, each with the same chance.
    ///
    /// - Parameters:
    ///   - order: the samples' numbers [N, 1], which the draw is keyed by, so that it does not
    ///     depend on how they are put into batches.
    ///   - random: the source for one epoch.
    package func drawWrongLabels(
        for labels: Matrix, order: Matrix, classes: Int, random: RandomSource, into wrong: Matrix
    ) {
        precondition(classes > 1 && wrong.count == labels.count && order.count == labels.count)
        let (truth, sample) = (labels.pointer(to: Int32.self), order.pointer(to: Int32.self))
        let result = wrong.pointer(to: Int32.self)
        for n in 0..<labels.count {
            let step = 1 + random.integer(below: classes - 1, at: Int(sample[n]))
            result[n] = Int32((Int(truth[n]) + step) % classes)
        }
    }

    /// Exchanges the labels of a batch among its samples, which leaves about one in C unchanged.
    package func shuffle(_ labels: Matrix, random: RandomSource, into shuffled: Matrix) {
        shuffled.copy(from: labels)
        let result = shuffled.pointer(to: Int32.self)
        for last in stride(from: labels.count - 1, to: 0, by: -1) {
            let other = random.integer(below: last + 1, at: last)
            (result[last], result[other]) = (result[other], result[last])
        }
    }

    /// Draws for every sample a class that is not its own, with the chances that softmax gives the
    /// others by their evidence.
    ///
    /// - Shapes: `evidence` [N, C], `labels` and `wrong` [N, 1] of int32.
    /// - Parameter first: the number of the first sample, which the draw is keyed by.
    package func drawHardLabels(
        from evidence: Matrix, labels: Matrix, first: Int, random: RandomSource, into wrong: Matrix
    ) {
        let (g, truth) = (evidence.elements(Float.self), labels.pointer(to: Int32.self))
        let result = wrong.pointer(to: Int32.self)
        for n in 0..<evidence.rows {
            let label = Int(truth[n])
            let others = (0..<evidence.columns).lazy.filter { $0 != label }
            let top = others.map { g[n, $0] }.max() ?? 0
            let total = others.reduce(Float(0)) { $0 + (g[n, $1] - top).exponential }
            var left = random.uniform(at: first + n) * total
            var drawn = others.max { g[n, $0] < g[n, $1] } ?? label
            for c in others {
                left -= (g[n, c] - top).exponential
                if left < 0 {
                    drawn = c
                    break
                }
            }
            result[n] = Int32(drawn)
        }
    }

    /// The share of columns without any number above 0: units that never fire on these rows.
    package func silentShare(of output: Matrix) -> Double {
        let y = output.reals(Float.self)
        let silent = (0..<output.columns).lazy.filter { column in
            (0..<output.rows).allSatisfy { !(y[$0, column] > 0) }
        }
        return Double(silent.count) / Double(max(output.columns, 1))
    }

    /// Sets every number of an int32 matrix.
    package func fill(_ matrix: Matrix, with number: Int) {
        let numbers = matrix.pointer(to: Int32.self)
        for index in 0..<matrix.count { numbers[index] = Int32(number) }
    }

    /// Sets the numbers of an int32 matrix to 0, 1, … below `period`, and again from 0.
    package func fill(_ matrix: Matrix, countingTo period: Int) {
        let numbers = matrix.pointer(to: Int32.self)
        for index in 0..<matrix.count { numbers[index] = Int32(index % period) }
    }
}
