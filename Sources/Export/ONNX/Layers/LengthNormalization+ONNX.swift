import OnwardCompute
import OnwardLayers

extension LengthNormalization: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        graph.normalize(
            x, dimensions: shape.dimensions.count,
            factor: kind == .rms ? 1 / Double(shape.count) : 1, epsilon: epsilon)
    }
}

extension ONNXGraph {
    /// x / (√(factor · Σ x²) + epsilon), each sample by itself.
    ///
    /// - Parameter dimensions: of one sample.
    mutating func normalize(
        _ x: Value, dimensions: Int, factor: Double, epsilon: Double
    ) -> Value {
        let squares = sumOfSquares(x, dimensions: dimensions)
        let mean = node("Mul", [squares, constant(ONNXTensor(factor))])
        let length = node("Add", [node("Sqrt", [mean]), constant(ONNXTensor(epsilon))])
        return node("Div", [x, length])
    }
}
