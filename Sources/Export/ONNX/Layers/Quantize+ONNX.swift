import OnwardCompute
import OnwardLayers

extension Quantize: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let positive = graph.node("Relu", [x])
        let largest = graph.node(
            "ReduceMax", [positive],
            [ONNXAttribute("axes", Array(1...shape.dimensions.count))])
        // A sample of zeros is divided by the smallest number there is, and stays zeros.
        let least = graph.constant(ONNXTensor([Float.leastNormalMagnitude], []))
        let share = graph.node("Div", [positive, graph.node("Max", [largest, least])])
        let steps = graph.constant(ONNXTensor(Double(levels - 1)))
        let half = graph.constant(ONNXTensor(0.5))
        let level = graph.node(
            "Floor", [graph.node("Add", [graph.node("Mul", [share, steps]), half])])
        return graph.node("Mul", [graph.node("Div", [level, steps]), largest])
    }
}
