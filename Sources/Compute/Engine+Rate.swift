extension Engine {
    /// The most operations per second that this engine does a product of this form at, alone and
    /// again and again: what the rest of a step is to be held against.
    ///
    /// - Parameters:
    ///   - product: of operands that this engine multiplies as they are stored.
    ///   - seconds: how long to try for; the best of many short rounds counts, because whatever
    ///     disturbs one makes it slower.
    package func rate(of product: ProductShape, seconds: Double = 0.3) -> Double {
        func operand(_ rows: Int, _ columns: Int, isTransposed: Bool) -> Matrix {
            let (height, width) = isTransposed ? (columns, rows) : (rows, columns)
            let matrix = Matrix(product.elementType, rows: height, columns: width)
            convert(
                Matrix([Float](repeating: 0.5, count: matrix.count), columns: width), into: matrix)
            return isTransposed ? matrix.transposed : matrix
        }
        let left = operand(product.rows, product.inner, isTransposed: product.isLeftTransposed)
        let right = operand(
            product.inner, product.columns, isTransposed: product.isRightTransposed)
        let output = Matrix(product.elementType, rows: product.rows, columns: product.columns)
        multiply(left, right, into: output)
        let start = ContinuousClock.now
        var best = 0.0
        // Long enough for the clock: about ten million operations.
        let repetitions = max(1, Int(1e7 / product.operations))
        repeat {
            let begin = ContinuousClock.now
            for _ in 0..<repetitions { multiply(left, right, into: output) }
            let taken = (ContinuousClock.now - begin) / .seconds(1)
            best = max(best, Double(repetitions) * product.operations / taken)
        } while (ContinuousClock.now - start) / .seconds(1) < seconds
        return best
    }
}
