import Foundation
import OnwardCompute

/// Named tensors on disk, in one file or several, with what their writer noted.
package protocol TensorSource: Sendable {
    /// What messages call it.
    var path: String { get }
    /// Without checksums.
    var metadata: [String: String] { get }
    var tensors: [TensorEntry] { get }

    /// The tensor of this name, where there is one.
    subscript(name: String) -> TensorEntry? { get }

    /// Fills a matrix with a tensor of this shape and of the same type; float32 also with one of float16,
    /// bfloat16 or float64.
    func read(_ name: String, shape: [Int], into matrix: Matrix) throws(SafetensorsError)

    /// A tensor as a matrix of its own: the first dimension as rows, the others as columns; a plain
    /// list or a single number as one row.
    func matrix(_ name: String) throws(SafetensorsError) -> Matrix
}

extension SafetensorsFile: TensorSource {}
