import OnwardTestSupport
import Testing

@testable import OnwardCompute

@Suite("Whether all numbers are finite")
struct FiniteTests {
    @Test("It is asked of every type", arguments: KernelForm.allCases)
    func finds(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        for stray in [Float.nan, .infinity, -.infinity] {
            let numbers = Matrix(
                [Float](repeating: -.greatestFiniteMagnitude, count: 41), columns: 41)
            #expect(engine.isFinite(numbers))
            let rounded = Matrix(.bfloat16, rows: 1, columns: 41)
            engine.convert(Matrix([Float](repeating: -3e38, count: 41), columns: 41), into: rounded)
            #expect(engine.isFinite(rounded))
            numbers[0, 40] = stray
            #expect(!engine.isFinite(numbers))
            engine.convert(numbers, into: rounded)
            #expect(!engine.isFinite(rounded))
            let precise = Matrix([1, -1e308, Double(stray)], columns: 3)
            #expect(
                !engine.isFinite(precise)
                    && engine.isFinite(precise.slice(offset: 0, rows: 1, columns: 2)))
        }
        #expect(engine.isFinite(Matrix(rows: 0, columns: 3)))
    }

    @Test("Rows are weighed by their class, and begin again at the first")
    func weighs() {
        let weights = RowWeights(
            classes: Matrix([2.0, 0.5], columns: 2), labels: Matrix([Int32(1), 0], columns: 1))
        for type in [ElementType.float32, .float64] {
            let matrix = Matrix(type, rows: 4, columns: 2)
            matrix.assign(numbers: [Double](repeating: 8, count: 8))
            Engine(threads: 1).weigh(matrix, by: weights)
            #expect(matrix.numbers == [4, 4, 16, 16, 4, 4, 16, 16])
        }
    }
}
