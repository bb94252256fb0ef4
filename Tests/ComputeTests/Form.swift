import Testing

@testable import OnwardCompute

/// Rows and columns of a test's matrices.
struct Form: Sendable, CustomTestStringConvertible {
    let rows: Int
    let columns: Int

    var testDescription: String { "\(rows) × \(columns)" }

    /// One row, a few, and more than one vector register holds, and one form that is large enough
    /// to be shared between two cores, in parts of unequal size.
    static let all =
        [1, 7, 33].flatMap { rows in [1, 7, 33].map { Form(rows: rows, columns: $0) } }
        + [Form(rows: 300, columns: 70)]

    /// Normally distributed numbers, the same for every type but for rounding.
    func random(_ seed: Int, _ type: ElementType, scale: Float = 1) -> Matrix {
        let source = RandomSource(seed: 7, for: .test)[seed]
        return matrix((0..<rows * columns).map { scale * source.normal(at: $0) }, type)
    }

    /// What an output holds before a kernel writes it: whoever leaves a place out is found.
    func unwritten(_ type: ElementType) -> Matrix {
        matrix([Float](repeating: .nan, count: rows * columns), type)
    }

    /// One number below `bound` for each row.
    func labels(_ seed: Int, below bound: Int) -> Matrix {
        let source = RandomSource(seed: 8, for: .test)[seed]
        return Matrix((0..<rows).map { Int32(source.integer(below: bound, at: $0)) }, columns: 1)
    }

    private func matrix(_ values: [Float], _ type: ElementType) -> Matrix {
        switch type {
        case .float64: Matrix(values.map(Double.init), columns: columns)
        case .bfloat16: Matrix(values.map { BFloat16($0) }, columns: columns)
        default: Matrix(values, columns: columns)
        }
    }
}

extension Matrix {
    /// All numbers in double precision, whatever they are stored as.
    var numbers: [Double] {
        switch elementType {
        case .float64: values(as: Double.self)
        case .int32: values(as: Int32.self).map(Double.init)
        case .bfloat16: values(as: BFloat16.self).map { Double($0.float) }
        default: values(as: Float.self).map(Double.init)
        }
    }

    /// How far this is from `other`, as a share of the largest number there; infinite where one
    /// is not a number and the other is.
    func deviation(from other: Matrix) -> Double {
        guard count == other.count else { return .infinity }
        let (mine, others) = (numbers, other.numbers)
        let scale = others.filter(\.isFinite).map(\.magnitude).max() ?? 0
        return zip(mine, others).map { mine, other in
            if mine == other || mine.isNaN && other.isNaN { return 0 }
            let distance = (mine - other).magnitude / max(scale, .leastNormalMagnitude)
            return distance.isNaN ? .infinity : distance
        }.max() ?? 0
    }
}

/// Expects of what `compute` returns that the reference in single precision agrees with the one in
/// double precision, and both compiled versions with the reference.
///
/// - Parameter tolerance: The largest deviation, as a share of a result's largest number.
func expectAgreement(
    within tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation,
    _ compute: (Engine, ElementType) -> [Matrix]
) {
    let exact = compute(Engine(threads: 1, kernels: .reference), .float64)
    let reference = compute(Engine(threads: 1, kernels: .reference), .float32)
    let compiled = [KernelForm.native, .plain].map { kernels in
        (kernels, compute(Engine(threads: 2, kernels: kernels), .float32))
    }
    for index in exact.indices {
        #expect(
            reference[index].deviation(from: exact[index]) <= tolerance,
            "result \(index) of the reference in single precision", sourceLocation: sourceLocation)
        for (kernels, results) in compiled {
            #expect(
                results[index].deviation(from: reference[index]) <= tolerance,
                "result \(index) of the \(kernels) kernel", sourceLocation: sourceLocation)
        }
    }
}
