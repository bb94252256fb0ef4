import OnwardCompute

/// How many numbers of a matrix lie where: equal ranges between the least and the greatest.
///
/// - Requires: only numbers that are finite.
package struct Histogram: Sendable {
    let least: Double
    let greatest: Double
    let count: Int
    let sum: Double
    let squares: Double
    /// Of every range from the lowest on, how many lie in it; a number on a border in the upper one.
    let counts: [Int]

    /// As many as TensorBoard draws.
    private static let ranges = 30
    /// Rows that are looked at together have about so many numbers.
    private static let piece = 1 << 16

    /// - Parameter matrix: not empty.
    package init(_ matrix: Matrix) {
        var (least, greatest) = (Float.infinity, -Float.infinity)
        var (sum, squares) = (0.0, 0.0)
        Histogram.walk(matrix) { number in
            least = min(least, number)
            greatest = max(greatest, number)
            sum += Double(number)
            squares += Double(number) * Double(number)
        }
        let ranges = least < greatest ? Histogram.ranges : 1
        var counts = [Int](repeating: 0, count: ranges)
        let (start, scale) = (Double(least), Double(ranges) / (Double(greatest) - Double(least)))
        if ranges == 1 {
            counts[0] = matrix.count
        } else {
            Histogram.walk(matrix) { number in
                counts[min(Int((Double(number) - start) * scale), ranges - 1)] += 1
            }
        }
        (self.least, self.greatest) = (Double(least), Double(greatest))
        (count, self.sum, self.squares, self.counts) = (matrix.count, sum, squares, counts)
    }

    /// The greatest number of every range.
    var limits: [Double] {
        counts.indices.map { range in
            range == counts.count - 1
                ? greatest
                : least + (greatest - least) * Double(range + 1) / Double(counts.count)
        }
    }

    private static func walk(_ matrix: Matrix, _ look: (Float) -> Void) {
        let rows = max(1, piece / max(matrix.columns, 1))
        for start in stride(from: 0, to: matrix.rows, by: rows) {
            let part = matrix.rows(start..<min(start + rows, matrix.rows))
            for number in part.values(as: Float.self) { look(number) }
        }
    }
}
