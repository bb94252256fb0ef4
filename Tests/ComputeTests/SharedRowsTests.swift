import Testing

@testable import OnwardCompute

/// How rows share their samples in a test.
struct SharedForm: Sendable, CustomTestStringConvertible {
    let samples: Form
    let own: Int
    let ownFirst: Bool
    let run: Int
    let rounds: Int

    var testDescription: String {
        "\(samples.rows) × \(samples.columns) samples in \(rounds) × \(run) rows, \(own) own numbers "
            + (ownFirst ? "first" : "last")
    }

    var rowCount: Int { samples.rows * run * rounds }
    var columns: Int { samples.columns + own }

    func rows(_ type: ElementType, isDivided: Bool) -> SharedRows {
        // Parts of wider rows, as they are where a label lies over a sample.
        let wide = Form(rows: samples.rows, columns: samples.columns + 2).random(1, type)
        let numbers = Form(rows: rowCount, columns: own).random(2, .float32)
        for row in 0..<rowCount where row % 5 > 0 {
            for column in 0..<own where column != row % own { numbers[row, column] = 0 }
        }
        let mine =
            type == .float64
            ? Matrix(numbers.numbers, columns: own)
            : Matrix(numbers.values(as: Float.self), columns: own)
        let rows = SharedRows(
            wide.columns(2..<wide.columns), own: mine, ownFirst: ownFirst, run: run)
        guard isDivided else { return rows }
        let lengths = Form(rows: rowCount, columns: 1).random(3, .float32)
        let values = lengths.values(as: Float.self).map { 0.5 + abs($0) }
        return rows.divided(
            by: type == .float64
                ? Matrix(values.map(Double.init), columns: 1) : Matrix(values, columns: 1))
    }

    static let all = [
        (Form(rows: 1, columns: 1), 1, true, 1, 1), (Form(rows: 7, columns: 33), 3, true, 1, 2),
        (Form(rows: 7, columns: 33), 3, false, 1, 2), (Form(rows: 7, columns: 33), 3, false, 3, 1),
        (Form(rows: 3, columns: 7), 10, true, 10, 1), (Form(rows: 3, columns: 7), 2, false, 4, 3),
        // With 50 outputs products are shared between two cores.
        (Form(rows: 6, columns: 3), 2, false, 10, 6),
    ].map {
        SharedForm(samples: $0, own: $1, ownFirst: $2, run: $3, rounds: $4)
    }

    /// Samples enough for their lengths to be measured on two cores.
    static let many = SharedForm(
        samples: Form(rows: 600, columns: 30), own: 2, ownFirst: true, run: 1, rounds: 2)
}

@Suite("Rows that share their samples")
struct SharedRowsTests {
    /// The rows written out, number by number.
    private func written(_ rows: SharedRows) -> Matrix {
        let numbers = (0..<rows.rows).flatMap { row in
            (0..<rows.columns).map { column -> Double in rows.value(row, column) }
        }
        return Matrix(numbers, columns: rows.columns)
    }

    @Test("A row is its sample and its own numbers, divided by its length")
    func byHand() {
        let samples = Matrix([Float(1), 2, 3, 4], columns: 2)
        let own = Matrix([Float(5), 6, 7, 8], columns: 1)
        func numbers(_ rows: SharedRows) -> [[Float]] {
            (0..<4).map { row in (0..<3).map { rows.value(row, $0) } }
        }
        let stacked = SharedRows(samples, own: own, ownFirst: true, run: 1)
        #expect(numbers(stacked) == [[5, 1, 2], [6, 3, 4], [7, 1, 2], [8, 3, 4]])
        let inTurn = SharedRows(samples, own: own, ownFirst: false, run: 2)
            .divided(by: Matrix([Float(1), 2, 1, 4], columns: 1))
        #expect(numbers(inTurn) == [[1, 2, 5], [0.5, 1, 3], [3, 4, 7], [0.75, 1, 2]])
    }

    @Test(
        "Every version measures the same lengths, also of rows that are divided already",
        arguments: SharedForm.all + [SharedForm.many], [false, true])
    func measures(form: SharedForm, isDivided: Bool) {
        for (factor, epsilon) in [(1, 0.5), (1 / Double(form.columns), 1e-8)] {
            expectAgreement(within: 1e-6) { engine, type in
                let rows = form.rows(type, isDivided: isDivided)
                let lengths = Form(rows: form.rowCount, columns: 1).unwritten(type)
                engine.measure(rows, factor: factor, epsilon: epsilon, into: lengths)
                return [lengths]
            }
        }
        let rows = form.rows(.float64, isDivided: isDivided)
        let (output, lengths) = (
            Form(rows: form.rowCount, columns: form.columns).unwritten(.float64),
            Form(rows: form.rowCount, columns: 1).unwritten(.float64)
        )
        let engine = Engine(threads: 1)
        engine.normalize(written(rows), factor: 1, epsilon: 0.5, into: output, lengths: lengths)
        engine.measure(rows, factor: 1, epsilon: 0.5, into: lengths)
        #expect(written(rows.divided(by: lengths)).deviation(from: output) < 1e-12)
    }

    @Test(
        "Every version gives the product that the rows written out give",
        arguments: SharedForm.all, [1, 7, 50])
    func multiplies(form: SharedForm, width: Int) {
        let combinations: [(Bool, Bool, Activation)] = [
            (false, false, .none), (true, true, .relu), (false, true, .leakyReLU),
            (true, true, .gelu), (true, false, .none),
        ]
        let result = Form(rows: form.rowCount, columns: width)
        for (isDivided, hasBias, activation) in combinations {
            expectAgreement(within: 1e-5) { engine, type in
                let rows = form.rows(type, isDivided: isDivided)
                let weight = Form(rows: width, columns: form.columns).random(4, type)
                let bias = hasBias ? Form(rows: 1, columns: width).random(5, type) : nil
                let (sums, output) = (result.unwritten(type), result.unwritten(type))
                engine.multiply(
                    rows, weight.transposed, bias: bias, activation: activation, sums: sums,
                    into: output)
                if type == .float64 {
                    let plain = result.unwritten(type)
                    engine.multiply(
                        written(rows), weight.transposed, bias: bias, activation: activation,
                        sums: result.unwritten(type), into: plain)
                    #expect(output.deviation(from: plain) < 1e-12)
                }
                return activation.keepsSums ? [output, sums] : [output]
            }
        }
    }

    @Test(
        "Every version gives the weight's gradient that the rows written out give",
        arguments: SharedForm.all, [1, 7, 50])
    func folds(form: SharedForm, width: Int) {
        for isDivided in [false, true] {
            expectAgreement(within: 1e-5) { engine, type in
                let rows = form.rows(type, isDivided: isDivided)
                let error = Form(rows: form.rowCount, columns: width).random(6, type)
                let before = error.numbers
                let gradient = Form(rows: width, columns: form.columns).unwritten(type)
                engine.multiply(error.transposed, rows, into: gradient)
                #expect(error.numbers == before)
                if type == .float64 {
                    let plain = Form(rows: width, columns: form.columns).unwritten(type)
                    engine.multiply(error.transposed, written(rows), into: plain)
                    #expect(gradient.deviation(from: plain) < 1e-12)
                }
                return [gradient]
            }
        }
    }
}
