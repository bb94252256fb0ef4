extension Matrix {
    /// Whether both look at the same place in memory.
    package func sharesStart(with other: Matrix) -> Bool { start == other.start }

    /// The numbers as they lie in memory, for files and checksums.
    package var bytes: RawSpan {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its bytes in a row")
            let span = RawSpan(
                _unsafeStart: UnsafeRawPointer(start), byteCount: count * elementType.byteCount)
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// The numbers as they lie in memory, to be overwritten.
    package var mutableBytes: MutableRawSpan {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its bytes in a row")
            let span = MutableRawSpan(
                _unsafeStart: start, byteCount: count * elementType.byteCount)
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// Overwrites all numbers with their bytes, as a file stores them (little-endian).
    package func assign(bytes: RawSpan) {
        precondition(
            isContiguous && bytes.byteCount == count * elementType.byteCount,
            "\(bytes.byteCount) bytes for \(count) numbers of \(elementType)")
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress {
                start.copyMemory(from: base, byteCount: source.count)
            }
        }
    }
}
