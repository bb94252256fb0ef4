/// Kernels whose matrices lie in memory that Swift reads.
///
/// What is walked through once per sample or once per image is one loop in Swift for all of them,
/// and stands in extensions.
package protocol HostKernels: Kernels {}

extension HostKernels {
    package func makeMatrix(_ type: ElementType, rows: Int, columns: Int) -> Matrix {
        Matrix(type, rows: rows, columns: columns)
    }
}
