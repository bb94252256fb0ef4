import Foundation

/// A number type that matrices can be read and written as.
public protocol Scalar: BitwiseCopyable, Sendable {
    /// What a matrix of such numbers is stored as.
    static var elementType: ElementType { get }
}

extension UInt8: Scalar { public static var elementType: ElementType { .uint8 } }
extension Int32: Scalar { public static var elementType: ElementType { .int32 } }

/// A number type in which every kernel's formula can be computed.
protocol RealScalar: Scalar, BinaryFloatingPoint {
    var exponential: Self { get }
    var logarithm: Self { get }
    /// erf
    var errorFunction: Self { get }
}

extension Float: RealScalar {
    public static var elementType: ElementType { .float32 }
    var exponential: Float { exp(self) }
    var logarithm: Float { log(self) }
    var errorFunction: Float { erf(self) }
}

extension Double: RealScalar {
    public static var elementType: ElementType { .float64 }
    var exponential: Double { exp(self) }
    var logarithm: Double { log(self) }
    var errorFunction: Double { erf(self) }
}
