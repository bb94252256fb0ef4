/// A view of numbers as rows and columns; samples are rows.
///
/// Views are cheap, share the memory they look at and keep it alive. Kernels take them whole;
/// single elements are for tests and files.
public struct Matrix {
    let memory: Memory
    let start: UnsafeMutableRawPointer
    /// What its numbers are stored as.
    public let elementType: ElementType
    /// Samples, of a batch; outputs, of a weight.
    public let rows: Int
    /// Numbers of a row.
    public let columns: Int
    /// Numbers from one row, or column, to the next.
    let rowStride: Int
    let columnStride: Int

    init(
        memory: Memory, start: UnsafeMutableRawPointer, elementType: ElementType, rows: Int,
        columns: Int, rowStride: Int? = nil, columnStride: Int = 1
    ) {
        self.memory = memory
        self.start = start
        self.elementType = elementType
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride ?? columns
        self.columnStride = columnStride
    }

    /// A matrix with memory of its own, all zero.
    public init(_ elementType: ElementType = .float32, rows: Int, columns: Int) {
        self = Buffer(elementType, count: rows * columns).matrix(rows: rows, columns: columns)
    }

    /// A matrix with memory of its own that holds `values` row by row.
    public init<Value: Scalar>(_ values: [Value], columns: Int) {
        self.init(Value.elementType, rows: values.count / max(columns, 1), columns: columns)
        assign(values)
    }

    /// How many numbers it shows.
    public var count: Int { rows * columns }

    /// Takes all of its owner's numbers out of memory where they lie in a file; they come back when
    /// they are next touched. Does nothing to others.
    package func evict() { memory.evict() }

    /// Whether rows lie one behind the other without gaps.
    package var isContiguous: Bool {
        (columnStride == 1 || columns <= 1) && (rowStride == columns || rows <= 1)
    }

    /// The same numbers with rows and columns exchanged, without moving any.
    public var transposed: Matrix {
        Matrix(
            memory: memory, start: start, elementType: elementType, rows: columns, columns: rows,
            rowStride: columnStride, columnStride: rowStride)
    }

    /// Some of the rows.
    public func rows(_ range: Range<Int>) -> Matrix {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        return Matrix(
            memory: memory, start: start + range.lowerBound * rowStride * elementType.byteCount,
            elementType: elementType, rows: range.count, columns: columns, rowStride: rowStride,
            columnStride: columnStride)
    }

    /// Some of the columns.
    public func columns(_ range: Range<Int>) -> Matrix { transposed.rows(range).transposed }

    /// `rows · columns` numbers from number `offset` on, as a matrix of their own.
    package func slice(offset: Int, rows: Int, columns: Int) -> Matrix {
        precondition(
            isContiguous && offset >= 0 && offset + rows * columns <= count,
            "a slice of \(rows) × \(columns) from \(offset) of \(count)")
        return Matrix(
            memory: memory, start: start + offset * elementType.byteCount,
            elementType: elementType, rows: rows, columns: columns)
    }

    /// `rows · columns` numbers of a type from byte `offset` on, in a matrix of bytes.
    package func room(at offset: Int, _ type: ElementType, rows: Int, columns: Int) -> Matrix {
        let byteCount = rows * columns * type.byteCount
        precondition(
            elementType == .uint8 && isContiguous && offset % type.byteCount == 0 && offset >= 0
                && offset + byteCount <= count,
            "room for \(rows) × \(columns) of \(type) from \(offset) in \(count) bytes")
        return Matrix(
            memory: memory, start: start + offset, elementType: type, rows: rows, columns: columns)
    }

    /// The same numbers in rows of another length.
    package func reshaped(rows: Int, columns: Int) -> Matrix {
        precondition(
            isContiguous && rows * columns == count,
            "[\(self.rows), \(self.columns)] cannot be read as [\(rows), \(columns)]")
        return slice(offset: 0, rows: rows, columns: columns)
    }
}
