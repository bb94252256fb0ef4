/// Element access for kernels' formulas, tests and files.
struct Elements<Value: Scalar> {
    let start: UnsafeMutablePointer<Value>
    let rowStride: Int
    let columnStride: Int

    subscript(row: Int, column: Int) -> Value {
        get { start[row * rowStride + column * columnStride] }
        nonmutating set { start[row * rowStride + column * columnStride] = newValue }
    }
}

extension Matrix {
    func elements<Value: Scalar>(_ type: Value.Type = Value.self) -> Elements<Value> {
        Elements(start: pointer(), rowStride: rowStride, columnStride: columnStride)
    }

    /// The first number's address, as the type that the matrix holds.
    func pointer<Value: Scalar>(to type: Value.Type = Value.self) -> UnsafeMutablePointer<Value> {
        precondition(
            Value.elementType == elementType, "\(elementType) was read as \(Value.elementType)")
        return start.assumingMemoryBound(to: Value.self)
    }

    /// One float32 number.
    public subscript(row: Int, column: Int) -> Float {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns)
            return elements(Float.self)[row, column]
        }
        nonmutating set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns)
            elements(Float.self)[row, column] = newValue
        }
    }

    /// The first number of an int32 matrix, 0 where it is empty.
    public var firstNumber: Int { count > 0 ? Int(pointer(to: Int32.self)[0]) : 0 }

    /// A copy of all numbers, row by row.
    public func values<Value: Scalar>(as type: Value.Type = Value.self) -> [Value] {
        let elements = elements(Value.self)
        return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
            for row in 0..<rows {
                for column in 0..<columns {
                    buffer.initializeElement(
                        at: row * columns + column, to: elements[row, column])
                }
            }
            filled = count
        }
    }

    /// Overwrites all numbers, row by row.
    public func assign<Value: Scalar>(_ values: [Value]) {
        precondition(values.count == count, "\(values.count) values for \(count) places")
        let elements = elements(Value.self)
        for row in 0..<rows {
            for column in 0..<columns {
                elements[row, column] = values[row * columns + column]
            }
        }
    }

    /// Overwrites all numbers with those of a matrix of the same form.
    public func copy(from other: Matrix) {
        precondition(
            elementType == other.elementType && isContiguous && other.isContiguous
                && count == other.count,
            "[\(other.rows), \(other.columns)] cannot be copied to [\(rows), \(columns)]")
        start.copyMemory(from: other.start, byteCount: count * elementType.byteCount)
    }

    /// Sets every number to zero bits.
    public func clear() {
        precondition(isContiguous, "only a matrix without gaps can be cleared")
        start.initializeMemory(
            as: UInt8.self, repeating: 0, count: count * elementType.byteCount)
    }

    /// The numbers as they lie in memory, for files and checksums.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its bytes in a row")
            let span = RawSpan(
                _unsafeStart: UnsafeRawPointer(start), byteCount: count * elementType.byteCount)
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// The numbers as they lie in memory, to be overwritten.
    public var mutableBytes: MutableRawSpan {
        @_lifetime(borrow self)
        borrowing get {
            precondition(isContiguous, "only a matrix without gaps has its bytes in a row")
            let span = MutableRawSpan(
                _unsafeStart: start, byteCount: count * elementType.byteCount)
            return _overrideLifetime(span, borrowing: self)
        }
    }

    /// Overwrites all numbers with their bytes, as a file stores them (little-endian).
    public func assign(bytes: RawSpan) {
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
