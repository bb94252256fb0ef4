extension Matrix {
    /// The float32 numbers, row by row, to be read by code that is no kernel.
    public var span: Span<Float> {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its numbers in a row")
            let span = Span(
                _unsafeStart: UnsafePointer(pointer(to: Float.self)), count: count)
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// The float32 numbers, row by row, to be written.
    public var mutableSpan: MutableSpan<Float> {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its numbers in a row")
            let span = MutableSpan(_unsafeStart: pointer(to: Float.self), count: count)
            return _overrideLifetime(span, borrowing: self)
        }
    }
}
