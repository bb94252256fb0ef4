import OnwardCompute
import OnwardData

extension SampleReader.Numbers {
    /// In the form that networks are asked about.
    func samples(of shape: Shape, label: Int = 0) -> Samples {
        Samples(
            dense: Matrix(values, columns: shape.count), scale: 1,
            labels: Matrix([Int32](repeating: Int32(label), count: count), columns: 1), shape: shape
        )
    }
}
