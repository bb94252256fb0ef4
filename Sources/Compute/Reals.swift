/// The numbers of a matrix as `Value`, in which a formula is computed, whatever they are stored as.
struct Reals<Value: RealScalar> {
    let start: UnsafeMutableRawPointer
    let storage: ElementType
    let rowStride: Int
    let columnStride: Int
    /// Whether numbers are rounded to bfloat16 when they are read.
    var isRounded = false

    subscript(row: Int, column: Int) -> Value {
        get { self[row * rowStride + column * columnStride] }
        nonmutating set { self[row * rowStride + column * columnStride] = newValue }
    }

    /// By its place among numbers without gaps.
    subscript(place: Int) -> Value {
        get {
            if isRounded { return Value(BFloat16(Float(stored(at: place))).float) }
            return stored(at: place)
        }
        nonmutating set {
            if storage == Value.elementType {
                start.assumingMemoryBound(to: Value.self)[place] = newValue
            } else if storage == .bfloat16 {
                start.assumingMemoryBound(to: BFloat16.self)[place] = BFloat16(Float(newValue))
            } else {
                start.assumingMemoryBound(to: Float.self)[place] = Float(newValue)
            }
        }
    }

    /// Overwrites the first numbers, which lie without gaps.
    func write(_ numbers: [Value]) {
        for place in numbers.indices { self[place] = numbers[place] }
    }

    private func stored(at place: Int) -> Value {
        if storage == Value.elementType {
            return start.assumingMemoryBound(to: Value.self)[place]
        }
        return storage == .bfloat16
            ? Value(start.assumingMemoryBound(to: BFloat16.self)[place].float)
            : Value(start.assumingMemoryBound(to: Float.self)[place])
    }
}
