import CKernels

/// A float32 without its lower 16 bits: as wide a range, but 8 binary digits.
///
/// It is for storing; arithmetic widens it first.
public struct BFloat16: Scalar, Hashable {
    public static var elementType: ElementType { .bfloat16 }

    public let bitPattern: UInt16

    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The nearest to `number`, of two as near the one with an even last digit. What is above the
    /// largest becomes infinite; what is not a number stays none.
    public init(_ number: Float) { bitPattern = onward_round(number) }

    /// The same number, exactly.
    public var float: Float { onward_widen(bitPattern) }
}
