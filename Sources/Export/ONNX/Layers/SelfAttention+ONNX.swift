import OnwardCompute
import OnwardLayers

extension SelfAttention: ONNXLayer {
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let tokens = shape.dimensions[0]
        let projections = map(x, by: tensors, "in_proj_weight", "in_proj_bias", in: &graph)
        let parts = graph.node(
            "Split", [projections], [ONNXAttribute("axis", -1)], outputs: 3)
        func divided(_ part: ONNXGraph.Value, _ order: [Int]) -> ONNXGraph.Value {
            let cut = graph.reshape(part, to: [tokens, heads, width / heads])
            return graph.node("Transpose", [cut], [ONNXAttribute("perm", order)])
        }
        // [N, heads, T, width / heads], the keys with their last two sizes exchanged.
        let (queries, keys, values) = (
            divided(parts[0], [0, 2, 1, 3]), divided(parts[1], [0, 2, 3, 1]),
            divided(parts[2], [0, 2, 1, 3])
        )
        let scale = graph.constant(ONNXTensor(1 / Double(width / heads).squareRoot()))
        let scores = graph.node("Mul", [graph.node("MatMul", [queries, keys]), scale])
        let shares = graph.node("Softmax", [scores], [ONNXAttribute("axis", -1)])
        let context = graph.node(
            "Transpose", [graph.node("MatMul", [shares, values])],
            [ONNXAttribute("perm", [0, 2, 1, 3])])
        let joined = graph.reshape(context, to: [tokens, width])
        let sums = map(joined, by: tensors, "out_proj.weight", "out_proj.bias", in: &graph)
        return activation.write(sums, in: &graph)
    }

    /// x · weightᵀ + bias for every token.
    private func map(
        _ x: ONNXGraph.Value, by tensors: LayerTensors, _ weight: String, _ bias: String,
        in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let turned = graph.node("Transpose", [tensors.constant(weight, in: &graph)])
        let product = graph.node("MatMul", [x, turned])
        return graph.node("Add", [product, tensors.constant(bias, in: &graph)])
    }
}
