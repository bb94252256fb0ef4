extension Engine {
    /// Replaces each number by what `change` makes of its place and value, for who writes an
    /// objective of their own; for a number per sample, not for whole activations.
    ///
    /// The numbers are read and written at once, by the program itself.
    public func map(_ numbers: Matrix, _ change: (_ index: Int, _ value: Double) -> Double) {
        precondition(numbers.isContiguous)
        kernels(for: numbers).map(numbers, change)
    }
}
