import OnwardCompute
import OnwardLayers

extension LayerNormalization: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let parameters = ["weight", "bias"].map { tensors.constant($0, in: &graph) }
        return graph.node(
            "LayerNormalization", [x] + parameters,
            [ONNXAttribute("axis", -1), ONNXAttribute("epsilon", Float(epsilon))])
    }
}
