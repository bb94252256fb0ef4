import Testing

@testable import OnwardCompute

@Suite("Units beside their peers")
struct UnitsTests {
    @Test("Every version agrees", arguments: Form.all)
    func agreement(form: Form) {
        expectAgreement(within: 1e-5) { engine, type in
            let units = Form(rows: 1, columns: form.columns)
            let (means, excess) = (units.random(2, type), units.unwritten(type))
            engine.comparePeers(
                form.random(1, type), means: means, keeping: 0.9, scale: 3, into: excess)
            let matrix = form.random(3, type)
            engine.add(row: means, toRowsOf: matrix)
            // One unit has no peers: its excess is all rounding.
            return form.columns > 1 ? [means, excess, matrix] : [means, matrix]
        }
    }

    @Test("Means and excess are those that one computes by hand", arguments: [true, false])
    func byHand(isDouble: Bool) {
        func matrix(_ numbers: [Double], columns: Int) -> Matrix {
            isDouble
                ? Matrix(numbers, columns: columns)
                : Matrix(numbers.map { Float($0) }, columns: columns)
        }
        let (means, excess) = (matrix([4, 8, 0], columns: 3), matrix([9, 9, 9], columns: 3))
        Engine(threads: 1).comparePeers(
            matrix([2, 0, 0, 6, 0, 1], columns: 3), means: means, keeping: 0.75, scale: 10,
            into: excess)
        // The batch's means are 4, 0 and ½.
        #expect(means.numbers == [4, 6, 0.125])
        let mean = 10.125 / 3
        for (got, wanted) in zip(excess.numbers, [4 - mean, 6 - mean, 0.125 - mean]) {
            #expect(abs(got - 10 * wanted) < 1e-5)
        }
    }

    @Test("A row is added to every row of a matrix, or to none")
    func addsRows() {
        let (engine, row) = (Engine(threads: 1), Matrix([Float(1), 10], columns: 2))
        let matrix = Matrix([Float(1), 2, 3, 4, 5, 6], columns: 2)
        engine.add(row: row, toRowsOf: matrix.rows(0..<2))
        engine.add(row: row, toRowsOf: matrix.rows(0..<0))
        #expect(matrix.values(as: Float.self) == [2, 12, 4, 14, 5, 6])
    }
}
