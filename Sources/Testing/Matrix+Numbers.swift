import OnwardCompute
import OnwardLayers

extension Matrix {
    /// All numbers, row by row, in whatever precision they are stored.
    package var numbers: [Double] {
        elementType == .float64 ? values() : float32Values().map(Double.init)
    }

    /// Overwrites all numbers, row by row, rounded to the stored precision.
    package func assign(numbers: [Double]) {
        switch elementType {
        case .float64: assign(numbers)
        case .bfloat16: assign(numbers.map { BFloat16(Float($0)) })
        default: assign(numbers.map { Float($0) })
        }
    }

    /// A matrix with memory of its own that holds `numbers` row by row.
    static func holding(_ numbers: [Double], columns: Int, as type: ElementType) -> Matrix {
        let matrix = Matrix(type, rows: numbers.count / max(columns, 1), columns: columns)
        matrix.assign(numbers: numbers)
        return matrix
    }

    /// The same for a parameter, as its plan wants it to lie.
    static func holding(_ numbers: [Double], of plan: ParameterPlan, as type: ElementType) -> Matrix
    {
        let matrix = plan.view(of: Matrix(type, rows: 1, columns: plan.count))
        matrix.assign(numbers: numbers)
        return matrix
    }
}

extension RandomSource {
    /// `count` normal numbers that a float32 holds exactly, so that runs in both precisions start
    /// from the same ones.
    func normals(_ count: Int) -> [Double] { (0..<count).map { Double(normal(at: $0)) } }
}
