extension Engine {
    /// The mean of all numbers, summed in double precision; read at once.
    package func mean(of matrix: Matrix) -> Double {
        var sum = 0.0
        if matrix.elementType == .float64 {
            for index in 0..<matrix.count { sum += matrix.pointer(to: Double.self)[index] }
        } else {
            for index in 0..<matrix.count { sum += Double(matrix.pointer(to: Float.self)[index]) }
        }
        return sum / Double(max(matrix.count, 1))
    }

    /// Writes the mean of all numbers to where numbers are, for who reads it later: the same to the
    /// bit.
    ///
    /// - Shapes: `mean` [1, 1] of float64.
    package func mean(of matrix: Matrix, into mean: Matrix) {
        precondition(mean.count == 1, "one mean in \(mean.count) places")
        mean.pointer(to: Double.self)[0] = self.mean(of: matrix)
    }
}
