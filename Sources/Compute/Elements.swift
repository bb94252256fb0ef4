/// The numbers of a matrix as what they are stored as.
struct Elements<Value: Scalar> {
    let start: UnsafeMutablePointer<Value>
    let rowStride: Int
    let columnStride: Int

    subscript(row: Int, column: Int) -> Value {
        get { start[row * rowStride + column * columnStride] }
        nonmutating set { start[row * rowStride + column * columnStride] = newValue }
    }
}
