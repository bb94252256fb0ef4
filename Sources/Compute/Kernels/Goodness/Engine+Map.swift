extension Engine {
    /// Replaces each number by what `change` makes of its place and value; for a number per
    /// sample, not for whole activations.
    public func map(_ numbers: Matrix, _ change: (_ index: Int, _ value: Double) -> Double) {
        precondition(numbers.isContiguous)
        let values = numbers.reals(Double.self)
        for index in 0..<numbers.count { values[index] = change(index, values[index]) }
    }

    /// The same for pairs: a number of the first half with its partner in the second.
    package func mapPairs(
        _ numbers: Matrix, _ change: (_ first: Double, _ second: Double) -> (Double, Double)
    ) {
        precondition(numbers.count % 2 == 0, "\(numbers.count) numbers do not make pairs")
        let (values, half) = (numbers.reals(Double.self), numbers.count / 2)
        for index in 0..<half {
            (values[index], values[index + half]) = change(values[index], values[index + half])
        }
    }
}
