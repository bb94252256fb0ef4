import OnwardCompute
import OnwardLayers

extension MaxPooling: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        graph.node("MaxPool", [x], graph.windows(size, stride))
    }
}

extension AveragePooling: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        graph.node("AveragePool", [x], graph.windows(size, stride))
    }
}

extension ONNXGraph {
    fileprivate func windows(_ size: Extent, _ stride: Extent) -> [ONNXAttribute] {
        [
            ONNXAttribute("kernel_shape", [size.height, size.width]),
            ONNXAttribute("strides", [stride.height, stride.width]),
        ]
    }
}
