extension HostKernels {
    package func isFinite(_ matrix: Matrix) -> Bool {
        switch matrix.elementType {
        case .float32: holdsNone(matrix, of: Float.infinity.bitPattern)
        case .float64: holdsNone(matrix, of: Double.infinity.bitPattern)
        case .bfloat16: holdsNone(matrix, of: UInt16(Float.infinity.bitPattern >> 16))
        case .uint8, .int32: preconditionFailure("whole numbers are finite")
        }
    }

    /// Whether no number has all of these bits, those of an exponent: a loop that looks at several numbers
    /// at once.
    private func holdsNone<Bits: FixedWidthInteger>(_ matrix: Matrix, of exponent: Bits) -> Bool {
        let bits = UnsafeRawPointer(matrix.start).assumingMemoryBound(to: Bits.self)
        var found = Bits.zero
        for place in 0..<matrix.count {
            found |= bits[place] & exponent == exponent ? ~0 : 0
        }
        return found == 0
    }
}
