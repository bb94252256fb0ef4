import OnwardCompute
import OnwardLayers

extension BatchNormalization: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let parameters = ["weight", "bias", "running_mean", "running_var"].map {
            tensors.constant($0, in: &graph)
        }
        return graph.node(
            "BatchNormalization", [x] + parameters, [ONNXAttribute("epsilon", Float(epsilon))])
    }
}
