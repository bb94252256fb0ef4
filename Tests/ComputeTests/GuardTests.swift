import OnwardCompute
import Testing

@Test("Work is done while a number is finite, and leaves everything as it was from then on")
func guards() {
    let engine = Engine(threads: 1)
    let (sum, count) = (
        engine.makeMatrix(.float64, rows: 1, columns: 1), Matrix([Double(0)], columns: 1)
    )
    for number in [1.0, -2, .infinity, 3, -.infinity, 4] {
        engine.add(Matrix([number], columns: 1), to: sum)
        engine.whileFinite(sum) { engine.add(Matrix([1.0], columns: 1), to: count) }
    }
    #expect(count.values() == [2.0])
}
