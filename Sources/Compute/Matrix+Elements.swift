extension Matrix {
    /// The numbers of a real matrix, for a formula.
    func reals<Value: RealScalar>(_ type: Value.Type = Value.self) -> Reals<Value> {
        precondition(
            elementType == Value.elementType || elementType == .bfloat16
                || elementType == .float32,
            "\(elementType) has no real numbers")
        return Reals(
            start: start, storage: elementType, rowStride: rowStride, columnStride: columnStride)
    }

    func elements<Value: Scalar>(_ type: Value.Type = Value.self) -> Elements<Value> {
        Elements(start: pointer(), rowStride: rowStride, columnStride: columnStride)
    }

    /// The first number's address, as the type that the matrix holds.
    func pointer<Value: Scalar>(to type: Value.Type = Value.self) -> UnsafeMutablePointer<Value> {
        precondition(
            Value.elementType == elementType, "\(elementType) was read as \(Value.elementType)")
        return start.assumingMemoryBound(to: Value.self)
    }

    /// The first number's address, of a bfloat16 matrix.
    var bfloat16Pointer: UnsafeMutablePointer<UInt16> {
        precondition(elementType == .bfloat16, "\(elementType) was read as bfloat16")
        return start.assumingMemoryBound(to: UInt16.self)
    }

    /// One number as float32.
    public subscript(row: Int, column: Int) -> Float {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns)
            return reals(Float.self)[row, column]
        }
        nonmutating set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns)
            reals(Float.self)[row, column] = newValue
        }
    }

    /// The first number of an int32 matrix, 0 where it is empty.
    package var firstNumber: Int { count > 0 ? Int(pointer(to: Int32.self)[0]) : 0 }

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

    /// A copy of all numbers of some float32 matrices without gaps, one behind the other.
    package static func values(of matrices: [Matrix]) -> [Float] {
        let count = matrices.reduce(0) { $0 + $1.count }
        return [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            for matrix in matrices {
                precondition(matrix.isContiguous, "only a matrix without gaps is copied whole")
                buffer.baseAddress?.advanced(by: filled).initialize(
                    from: matrix.pointer(to: Float.self), count: matrix.count)
                filled += matrix.count
            }
        }
    }

    /// A copy of all numbers, row by row, as float32.
    package func float32Values() -> [Float] {
        let reals = reals(Float.self)
        return (0..<count).map { reals[$0 / columns, $0 % columns] }
    }

    /// Overwrites all numbers, row by row.
    public func assign<Value: Scalar>(_ values: [Value]) {
        precondition(values.count == count, "\(values.count) values for \(count) places")
        let elements = elements(Value.self)
        if isContiguous {
            values.withUnsafeBufferPointer { values in
                if let first = values.baseAddress {
                    elements.start.update(from: first, count: count)
                }
            }
            return
        }
        for row in 0..<rows {
            for column in 0..<columns {
                elements[row, column] = values[row * columns + column]
            }
        }
    }

    /// Overwrites the numbers of a float32 matrix, each by its place row by row.
    package func fill(_ value: (_ place: Int) -> Float) {
        let elements = elements(Float.self)
        for row in 0..<rows {
            for column in 0..<columns { elements[row, column] = value(row * columns + column) }
        }
    }

    /// The same numbers row by row without gaps: itself where they lie so, or a copy.
    package func rowByRow() -> Matrix {
        if isContiguous { return self }
        let copy = Matrix(elementType, rows: rows, columns: columns)
        copy.copy(from: self)
        return copy
    }

    /// The same numbers in the order in which they lie: itself, or transposed where that is column
    /// by column.
    var asStored: Matrix { isContiguous ? self : transposed }

    /// Overwrites all numbers with those of a matrix of the same form, or, where both are without
    /// gaps, of as many numbers.
    public func copy(from other: Matrix) {
        let isWhole = isContiguous && other.isContiguous
        precondition(
            elementType == other.elementType
                && (isWhole
                    ? count == other.count : rows == other.rows && columns == other.columns),
            "[\(other.rows), \(other.columns)] cannot be copied to [\(rows), \(columns)]")
        guard isWhole else { return copyEach(from: other) }
        start.copyMemory(from: other.start, byteCount: count * elementType.byteCount)
    }

    private func copyEach(from other: Matrix) {
        func copy<Value: Scalar>(_: Value.Type) {
            let (source, target) = (other.elements(Value.self), elements(Value.self))
            for row in 0..<rows {
                for column in 0..<columns { target[row, column] = source[row, column] }
            }
        }
        switch elementType {
        case .float32: copy(Float.self)
        case .float64: copy(Double.self)
        default: preconditionFailure("\(elementType) is only copied where it lies without gaps")
        }
    }

    /// Sets every number to zero bits.
    public func clear() {
        precondition(asStored.isContiguous, "only a matrix without gaps can be cleared")
        start.initializeMemory(
            as: UInt8.self, repeating: 0, count: count * elementType.byteCount)
    }
}
