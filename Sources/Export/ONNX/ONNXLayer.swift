import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardSettings

/// A layer that ONNX has operators for.
///
/// A new layer is one file beside the others in `Layers`. One that lacks it is refused by name.
protocol ONNXLayer: ForwardLayer {
    /// Adds what the layer does in evaluation.
    ///
    /// - Parameters:
    ///   - x: [batch, …] with samples of `shape`.
    ///   - tensors: the layer's weights and buffers.
    /// - Returns: [batch, …] with samples of the planned output.
    func write(
        _ x: ONNXGraph.Value, _ shape: Shape, _ tensors: LayerTensors, in graph: inout ONNXGraph
    ) throws -> ONNXGraph.Value
}

/// What one layer remembers, by the names in its plan.
struct LayerTensors {
    /// `blocks.0.layers.2.`
    let prefix: String
    let all: [String: NamedTensor]

    subscript(name: String) -> NamedTensor {
        guard let tensor = all[prefix + name] else {
            preconditionFailure("no tensor \(prefix + name)")
        }
        return tensor
    }

    /// The tensor as a constant.
    func constant(_ name: String, in graph: inout ONNXGraph) -> ONNXGraph.Value {
        graph.constant(ONNXTensor(self[name]))
    }
}

extension Activation {
    /// GELU is the exact form, x · (1 + erf(x / √2)) / 2, which ONNX has no operator for yet.
    func write(_ x: ONNXGraph.Value, in graph: inout ONNXGraph) -> ONNXGraph.Value {
        switch self {
        case .none: return x
        case .relu: return graph.node("Relu", [x])
        case .leakyReLU: return graph.node("LeakyRelu", [x], [ONNXAttribute("alpha", Float(0.01))])
        case .gelu:
            let root = graph.constant(ONNXTensor(2.0.squareRoot()))
            let error = graph.node("Erf", [graph.node("Div", [x, root])])
            let share = graph.node("Add", [error, graph.constant(ONNXTensor(1))])
            let product = graph.node("Mul", [x, share])
            return graph.node("Mul", [product, graph.constant(ONNXTensor(0.5))])
        }
    }
}

extension ONNXGraph {
    /// Reads every sample in another form.
    mutating func reshape(_ x: Value, to sizes: [Int]) -> Value {
        node("Reshape", [x, constant(ONNXTensor([-1] + sizes))])
    }

    /// Σ x² over the sizes of a sample, which are kept as 1.
    ///
    /// Not by ReduceSumSquare, with which onnxruntime 1.32 was off by 3e-6 over some hundred numbers, ten
    /// times as much as with this.
    mutating func sumOfSquares(_ x: Value, dimensions: Int) -> Value {
        node(
            "ReduceSum", [node("Mul", [x, x]), constant(ONNXTensor(Array(1...dimensions)))])
    }
}
