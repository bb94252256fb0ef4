import CKernels

/// A float32 without its lower 16 bits: as wide a range, but 8 binary digits.
///
/// It is for storing; arithmetic widens it first.
package struct BFloat16: Scalar, Hashable {
    package static var elementType: ElementType { .bfloat16 }

    package let bitPattern: UInt16

    package init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The nearest to `number`, of two as near the one with an even last digit. What is above the
    /// largest becomes infinite; what is not a number stays none.
    package init(_ number: Float) { bitPattern = onward_round(number) }

    /// The same number, exactly.
    package var float: Float { onward_widen(bitPattern) }
}
