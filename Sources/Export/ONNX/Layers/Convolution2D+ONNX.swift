import OnwardCompute
import OnwardLayers

extension Convolution2D: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) throws -> ONNXGraph.Value {
        let windows = try plannedWindows(for: shape)
        let parameters = (bias ? ["weight", "bias"] : ["weight"]).map {
            tensors.constant($0, in: &graph)
        }
        let sums = graph.node(
            "Conv", [x] + parameters,
            [
                ONNXAttribute("kernel_shape", [kernel.height, kernel.width]),
                ONNXAttribute("strides", [stride.height, stride.width]),
                ONNXAttribute(
                    "pads",
                    [
                        windows.before.height, windows.before.width, windows.after.height,
                        windows.after.width,
                    ]),
            ])
        return activation.write(sums, in: &graph)
    }
}
