import Testing

@testable import OnwardCompute

/// Where classes are written in the rows of a test, and how much room the rows get for them.
struct EmbeddingForm: Sendable, CustomTestStringConvertible {
    enum Kind: CaseIterable { case overlay, append, planes }

    let kind: Kind
    let input: Form
    let copies: Int
    let strength: LabelStrength

    var testDescription: String {
        let size = "\(input.rows) × \(input.columns)"
        return
            "\(kind) of \(size), \(copies) copies, \(strength)"
    }

    var classes: Int { kind == .overlay ? min(3, input.columns) : 3 }

    /// A number is copied; a share of squares is summed up, in single precision.
    var tolerance: Double {
        if case .share = strength { 1e-6 } else { 1e-7 }
    }

    var place: LabelPlace {
        LabelPlace(
            offset: kind == .overlay ? 0 : input.columns, run: kind == .planes ? input.columns : 1,
            classes: classes, strength: strength, neutral: 0.1)
    }

    var output: Form {
        let extra = kind == .overlay ? 0 : place.run * classes
        return Form(rows: input.rows * copies, columns: input.columns + extra)
    }

    /// Classes in turn, and none for the first row.
    var labels: Matrix {
        Matrix((0..<output.rows).map { Int32($0 % (classes + 1) - 1) }, columns: 1)
    }

    /// What the output should be, in double precision.
    func expected(_ input: Matrix) -> Matrix {
        let (numbers, labels) = (input.numbers, labels.numbers)
        let rows = (0..<output.rows).flatMap { row -> [Double] in
            let first = row / copies * self.input.columns
            var values = Array(numbers[first..<first + self.input.columns])
            let seen = values.dropFirst(kind == .overlay ? classes : 0)
            let squares = seen.reduce(0) { $0 + $1 * $1 }
            let (loud, neutral): (Double, Double) =
                switch strength {
                case .number(let number): (Double(number), 0.1)
                case .largest: (max(values.max() ?? 0, 0), 0.1)
                case .share(let share):
                    // The share of all squares, its own included.
                    squares == 0
                        ? (1, 0.1)
                        : ((share / (1 - share) * squares / Double(place.run)).squareRoot(), 0)
                }
            let written = (0..<classes * place.run).map { number -> Double in
                if labels[row] < 0 { return neutral == 0 ? 0.1 * loud : neutral }
                let isOwn = number / place.run == Int(labels[row])
                return isOwn ? loud : 0
            }
            if kind == .overlay {
                values.replaceSubrange(0..<classes, with: written)
            } else {
                values += written
            }
            return values
        }
        return Matrix(rows, columns: output.columns)
    }

    /// The large form is there to be shared between cores: once is enough.
    static let all =
        Form.all.filter { $0.rows < 100 }.flatMap { input in
            Kind.allCases.flatMap { kind in
                [1, 3].flatMap { copies in
                    [.largest, .number(0.7), .share(0.2)].map {
                        EmbeddingForm(kind: kind, input: input, copies: copies, strength: $0)
                    }
                }
            }
        }
        + Form.all.filter { $0.rows > 100 }.map {
            EmbeddingForm(kind: .append, input: $0, copies: 3, strength: .largest)
        }
}

@Suite("Labels written into samples")
struct EmbeddingTests {
    @Test("Every version writes the same labels", arguments: EmbeddingForm.all)
    func agreement(form: EmbeddingForm) {
        expectAgreement(within: form.tolerance) { engine, type in
            let input = form.input.random(1, type)
            let before = input.numbers
            let output = form.output.unwritten(type)
            engine.embed(
                form.labels, at: form.place, in: input, copies: form.copies, into: output)
            #expect(output.deviation(from: form.expected(input)) <= form.tolerance)
            #expect(input.numbers == before)
            return [output]
        }
    }

    @Test("Every version writes the same numbers without the sample", arguments: EmbeddingForm.all)
    func encodes(form: EmbeddingForm) {
        expectAgreement(within: form.tolerance) { engine, type in
            let input = form.input.random(1, type)
            let count = form.classes * form.place.run
            let output = Form(rows: form.output.rows, columns: count).unwritten(type)
            engine.encode(
                form.labels, at: form.place, of: input, copies: form.copies, into: output)
            let first = form.place.offset
            let written = form.expected(input).columns(first..<first + count)
            #expect(output.deviation(from: written) <= form.tolerance)
            return [output]
        }
    }

    @Test("Labels are where one would write them by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        func embed(_ place: LabelPlace, columns: Int) -> [Float] {
            let output = Matrix([Float](repeating: .nan, count: 2 * columns), columns: columns)
            Engine(threads: 1, kernels: kernels).embed(
                Matrix([Int32(1), -1], columns: 1), at: place,
                in: Matrix([Float(5), 6, 7, 8], columns: 4), copies: 2, into: output)
            return output.values()
        }
        func place(offset: Int, run: Int, strength: LabelStrength) -> LabelPlace {
            LabelPlace(offset: offset, run: run, classes: 2, strength: strength, neutral: 0.1)
        }
        #expect(
            embed(place(offset: 0, run: 1, strength: .number(1)), columns: 4)
                == [0, 1, 7, 8, 0.1, 0.1, 7, 8])
        #expect(
            embed(place(offset: 4, run: 1, strength: .largest), columns: 6)
                == [5, 6, 7, 8, 0, 8, 5, 6, 7, 8, 0.1, 0.1])
        #expect(
            embed(place(offset: 4, run: 2, strength: .number(2)), columns: 8)
                == [5, 6, 7, 8, 0, 0, 2, 2, 5, 6, 7, 8, 0.1, 0.1, 0.1, 0.1])
    }
}
