import OnwardCompute
import OnwardLayers

/// Drops nothing outside training.
extension Dropout: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value { x }
}

extension Flatten: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value { graph.reshape(x, to: [shape.count]) }
}
