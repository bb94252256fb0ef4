import OnwardCompute
import OnwardLayers

extension Dense: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let parameters = (bias ? ["weight", "bias"] : ["weight"]).map {
            tensors.constant($0, in: &graph)
        }
        let sums = graph.node("Gemm", [x] + parameters, [ONNXAttribute("transB", 1)])
        return activation.write(sums, in: &graph)
    }
}
