/// What one number of a buffer or matrix is stored as.
public enum ElementType: String, Sendable, Codable, CaseIterable {
    /// Weights, gradients and, unless mixed precision is on, activations.
    case float32
    /// Gradient checks only: every kernel has a reference in double precision.
    case float64
    /// Activations, errors and copies of weights in mixed precision.
    case bfloat16
    /// Stored images.
    case uint8
    /// Labels and row numbers.
    case int32

    /// Bytes that one number takes.
    package var byteCount: Int {
        switch self {
        case .uint8: 1
        case .bfloat16: 2
        case .float32, .int32: 4
        case .float64: 8
        }
    }
}
