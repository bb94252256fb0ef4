import CKernels
import Testing

@testable import OnwardCompute

@Suite("Rows collected, dropped and added")
struct RowsTests {
    private static let sources = 50

    @Test(
        "Every version collects the same rows of bytes", arguments: Form.all,
        [1, 1 / 255] as [Float])
    func gatherBytes(form: Form, scale: Float) {
        let random = RandomSource(seed: 1, for: .test)
        let bytes = (0..<RowsTests.sources * form.columns).map { UInt8(random.word(at: $0) >> 24) }
        let source = Matrix(bytes, columns: form.columns)
        let order = form.labels(1, below: RowsTests.sources)
        expectAgreement(within: 1e-7) { engine, type in
            let output = form.unwritten(type)
            engine.gather(source, order: order, scale: scale, into: output)
            #expect(output.deviation(from: picked(source, order, scale: scale)) <= 1e-7)
            return [output]
        }
    }

    @Test(
        "Every version collects the same rows of numbers", arguments: Form.all,
        [1, -0.3] as [Float])
    func gatherNumbers(form: Form, scale: Float) {
        let order = form.labels(1, below: RowsTests.sources)
        expectAgreement(within: 1e-7) { engine, type in
            let source = Form(rows: RowsTests.sources, columns: form.columns).random(1, type)
            let output = form.unwritten(type)
            engine.gather(source, order: order, scale: scale, into: output)
            #expect(output.deviation(from: picked(source, order, scale: scale)) <= 1e-7)
            return [output]
        }
    }

    /// What a gathered matrix should be, in double precision.
    private func picked(_ source: Matrix, _ order: Matrix, scale: Float) -> Matrix {
        let numbers =
            source.elementType == .uint8
            ? source.values(as: UInt8.self).map(Double.init) : source.numbers
        let rows = order.values(as: Int32.self).flatMap { row in
            (0..<source.columns).map { Double(scale) * numbers[Int(row) * source.columns + $0] }
        }
        return Matrix(rows, columns: source.columns)
    }

    @Test("Labels are collected in order, repeated ones too")
    func gatherLabels() {
        let output = Matrix(.int32, rows: 4, columns: 1)
        Engine(threads: 1).gather(
            labels: Matrix([Int32(10), 11, 12], columns: 1),
            order: Matrix([Int32(2), 0, 2, 1], columns: 1), into: output)
        #expect(output.values() == [Int32(12), 10, 12, 11])
    }

    @Test("A row that is not there stops the program", arguments: [Int32(-1), 3])
    func absentRow(row: Int32) async {
        await #expect(processExitsWith: .failure) { [row] in
            Engine(threads: 1).gather(
                Matrix(rows: 3, columns: 2), order: Matrix([row], columns: 1),
                into: Matrix(rows: 1, columns: 2))
        }
    }

    @Test("Every version drops the same numbers", arguments: Form.all, [0, 0.3, 0.95])
    func drop(form: Form, rate: Double) {
        let random = RandomSource(seed: 1, for: .dropout)
        expectAgreement(within: 2e-7) { engine, type in
            let (input, output) = (form.random(1, type), form.unwritten(type))
            engine.drop(input, rate: rate, random: random, into: output)
            if rate == 0 { #expect(output.numbers == input.numbers) }
            return [output]
        }
    }

    @Test("A part of the numbers is dropped as it would be within the whole", arguments: 0..<6)
    func dropPart(begin: Int) {
        let engine = Engine(threads: 1)
        let (form, random) = (Form(rows: 1, columns: 33), RandomSource(seed: 1, for: .dropout))
        let input = form.random(1, .float32)
        let (whole, part) = (form.unwritten(.float32), form.unwritten(.float32))
        engine.drop(input, rate: 0.5, random: random, into: whole)
        var arguments = onward_drop(
            input: input.start, output: part.start, key: random.key, threshold: 1 << 31, scale: 2)
        onward_native_kernels.float32.drop?(&arguments, begin, 23)
        let expected = (0..<33).map { (begin..<23).contains($0) ? whole[0, $0] : .nan }
        #expect(part.deviation(from: Matrix(expected, columns: 33)) == 0)
    }

    @Test(
        "The share of dropped numbers is the rate, and the mean stays", arguments: [0.1, 0.5, 0.8])
    func dropShare(rate: Double) {
        let count = 100_000
        let input = Matrix([Float](repeating: 1, count: count), columns: count)
        let output = Matrix(rows: 1, columns: count)
        Engine(threads: 2).drop(
            input, rate: rate, random: RandomSource(seed: 5, for: .dropout), into: output)
        let dropped = Double(output.numbers.filter { $0 == 0 }.count) / Double(count)
        let deviation = (rate * (1 - rate) / Double(count)).squareRoot()
        #expect(abs(dropped - rate) < 4 * deviation)
        #expect(abs(Engine(threads: 1).mean(of: output) - 1) < 4 * deviation / (1 - rate))
    }

    @Test("Every version adds alike", arguments: Form.all)
    func add(form: Form) {
        expectAgreement(within: 1e-7) { engine, type in
            let total = form.random(1, type)
            engine.add(form.random(2, type), to: total)
            let sums = zip(form.random(1, type).numbers, form.random(2, type).numbers).map(+)
            #expect(total.deviation(from: Matrix(sums, columns: form.columns)) <= 1e-7)
            return [total]
        }
    }
}
