import OnwardCompute
import OnwardLayers

/// A matrix to be written, full of NaN and walled by more of it: numbers that were left out show,
/// and so do numbers written behind the end.
struct PoisonedRoom {
    let matrix: Matrix
    private let whole: Matrix
    private let wall: Matrix

    init(_ type: ElementType, rows: Int, columns: Int) {
        self.init(type, count: rows * columns) { $0.slice(offset: 0, rows: rows, columns: columns) }
    }

    /// Room for a parameter's gradient.
    init(_ type: ElementType, _ parameter: ParameterPlan) {
        self.init(type, count: parameter.count) { parameter.view(of: $0) }
    }

    private init(_ type: ElementType, count: Int, _ view: (Matrix) -> Matrix) {
        let wallCount = 64
        whole = Matrix(type, rows: 1, columns: count + wallCount)
        matrix = view(whole)
        wall = whole.slice(offset: count, rows: 1, columns: wallCount)
        poison()
    }

    /// Forgets all that was written.
    func poison() { whole.assign(numbers: .init(repeating: .nan, count: whole.count)) }

    /// What is wrong with what was written; nil when every number was, and nothing beyond.
    var fault: String? {
        let missing = matrix.numbers.count { !$0.isFinite }
        if missing > 0 { return "\(missing) of \(matrix.count) numbers were not written" }
        return wall.numbers.contains { !$0.isNaN } ? "numbers were written behind its end" : nil
    }
}
