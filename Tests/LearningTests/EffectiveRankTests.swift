import OnwardCompute
import Testing

@testable import OnwardLearning

@Suite("Effective rank")
struct EffectiveRankTests {
    @Test("Directions of equal variance count as one each", arguments: [1, 2, 5])
    func countsDirections(directions: Int) {
        // Two samples for each direction, on either side of a point that is not zero.
        let numbers = (0..<2 * directions).flatMap { row in
            (0..<7).map { column -> Float in
                3 + (column == row / 2 ? (row % 2 == 0 ? 2 : -2) : 0)
            }
        }
        let rank = Engine().effectiveRank(of: Matrix(numbers, columns: 7))
        #expect(abs(rank - Double(directions)) < 1e-5)
    }

    @Test("One direction that outdoes the others counts nearly alone")
    func weighsDirections() {
        let rank = Engine().effectiveRank(
            of: Matrix([10, 0, -10, 0, 0, 1, 0, -1] as [Float], columns: 2))
        // λ is in proportion to 100 and 1.
        #expect(abs(rank - 101 * 101 / 10_001) < 1e-4)
    }

    @Test("Outputs that are all alike, or of one sample, have none")
    func isZero() {
        let alike = Matrix([Float](repeating: 2, count: 12), columns: 4)
        #expect(Engine().effectiveRank(of: alike) == 0)
        #expect(Engine().effectiveRank(of: Matrix([1, 2, 3] as [Float], columns: 3)) == 0)
    }

    @Test("Many outputs of a sample leave room for fewer samples, and at least two")
    func staysSmall() {
        let columns = 1 << 20
        let matrix = Matrix(
            (0..<3 * columns).map { Float($0 / columns) * Float($0 % 2) }, columns: columns)
        #expect(abs(Engine().effectiveRank(of: matrix) - 1) < 1e-3)
    }
}
