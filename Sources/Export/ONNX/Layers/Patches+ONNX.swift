import OnwardCompute
import OnwardLayers

extension OnwardLayers.Patches: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let (channels, rows, columns) = (
            shape.dimensions[0], shape.dimensions[1] / size, shape.dimensions[2] / size
        )
        let cut = graph.reshape(x, to: [channels, rows, size, columns, size])
        let patches = graph.node("Transpose", [cut], [ONNXAttribute("perm", [0, 2, 4, 1, 3, 5])])
        return graph.reshape(patches, to: [rows * columns, channels * size * size])
    }
}
