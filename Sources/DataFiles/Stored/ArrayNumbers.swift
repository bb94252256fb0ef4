import OnwardCompute

/// The numbers of an array, and what their scale can be told by.
package struct ArrayNumbers {
    /// [samples, numbers] of uint8 or float32.
    let matrix: Matrix
    /// Whether they lie in the file as whole numbers.
    let isOfIntegers: Bool
    private(set) var areWhole = true
    private(set) var lowest = Float.infinity
    private(set) var highest = -Float.infinity

    package init(_ matrix: Matrix, isOfIntegers: Bool) {
        self.matrix = matrix
        self.isOfIntegers = isOfIntegers
        for row in 0..<matrix.rows {
            let row = matrix.rows(row..<row + 1)
            if matrix.elementType == .uint8 {
                let ends = ArrayNumbers.ends(of: row.values(as: UInt8.self))
                take(Float(ends.least), Float(ends.greatest))
            } else {
                let numbers = row.values(as: Float.self)
                let ends = ArrayNumbers.ends(of: numbers)
                take(ends.least, ends.greatest)
                areWhole = areWhole && numbers.allSatisfy { $0 == $0.rounded(.towardZero) }
            }
        }
    }

    private mutating func take(_ least: Float, _ greatest: Float) {
        lowest = min(lowest, least)
        highest = max(highest, greatest)
    }

    /// Compared plainly, which is done for many numbers at a time; none of them is NaN.
    private static func ends<Number: Comparable>(
        of numbers: [Number]
    ) -> (least: Number, greatest: Number) {
        var (least, greatest) = (numbers[0], numbers[0])
        for number in numbers {
            least = number < least ? number : least
            greatest = number > greatest ? number : greatest
        }
        return (least, greatest)
    }

    /// Whether all could be bytes.
    var fitBytes: Bool { areWhole && lowest >= 0 && highest <= 255 }

    /// Such as `whole numbers from 0 to 79`.
    var description: String {
        func text(_ number: Float) -> String {
            number == number.rounded() && abs(number) < 1e9
                ? "\(Int(number))" : String(Float(String(format: "%.4g", number)) ?? number)
        }
        return "\(areWhole ? "whole " : "")numbers from \(text(lowest)) to \(text(highest))"
    }

    /// Stored as bytes, which they have to fit.
    var bytes: Matrix {
        guard matrix.elementType != .uint8 else { return matrix }
        let bytes = Matrix(.uint8, rows: matrix.rows, columns: matrix.columns)
        for row in 0..<matrix.rows {
            bytes.rows(row..<row + 1).assign(ArrayNumbers.row(row, of: matrix).map { UInt8($0) })
        }
        return bytes
    }

    /// The bytes that these numbers within 0…1 are shares of; nil where they are of none.
    var bytesOfShares: Matrix? {
        let bytes = Matrix(.uint8, rows: matrix.rows, columns: matrix.columns)
        for row in 0..<matrix.rows {
            let numbers = ArrayNumbers.row(row, of: matrix).map { 255 * $0 }
            // What rounding leaves of a share is far less.
            guard numbers.allSatisfy({ abs($0 - $0.rounded()) < 0.01 }) else { return nil }
            bytes.rows(row..<row + 1).assign(numbers.map { UInt8($0.rounded()) })
        }
        return bytes
    }

    /// Stored as float32.
    var floats: Matrix {
        guard matrix.elementType != .float32 else { return matrix }
        let floats = Matrix(rows: matrix.rows, columns: matrix.columns)
        for row in 0..<matrix.rows {
            floats.rows(row..<row + 1).assign(ArrayNumbers.row(row, of: matrix))
        }
        return floats
    }

    private static func row(_ row: Int, of matrix: Matrix) -> [Float] {
        let row = matrix.rows(row..<row + 1)
        return row.elementType == .uint8
            ? row.values(as: UInt8.self).map(Float.init) : row.values(as: Float.self)
    }
}
