/// A graph of ONNX operators under construction.
///
/// Values are known by names that it gives. The first size of every value that a sample goes through is
/// that of the batch, and free.
///
/// - Reference: ONNX, *Operator Schemas*, version 17 of the default operators and 3 of `ai.onnx.ml`.
struct ONNXGraph {
    private var nodes: [ProtobufMessage] = []
    private var initializers: [ProtobufMessage] = []
    private var inputs: [ProtobufMessage] = []
    private var outputs: [ProtobufMessage] = []
    private var count = 0

    /// What a node takes or puts out.
    struct Value {
        let name: String
    }

    /// One size of an input or output.
    enum Size {
        /// How many samples there are, whatever that is.
        case batch
        case fixed(Int)
    }

    /// Adds an operator with one output.
    mutating func node(
        _ kind: String, _ inputs: [Value], _ attributes: [ONNXAttribute] = [], domain: String = ""
    ) -> Value {
        let output = newValue()
        add(kind, inputs, attributes, domain: domain, outputs: [output])
        return output
    }

    /// The same with several outputs.
    mutating func node(
        _ kind: String, _ inputs: [Value], _ attributes: [ONNXAttribute] = [], outputs count: Int
    ) -> [Value] {
        let outputs = (0..<count).map { _ in newValue() }
        add(kind, inputs, attributes, domain: "", outputs: outputs)
        return outputs
    }

    mutating func constant(_ tensor: ONNXTensor) -> Value {
        let value = newValue()
        initializers.append(tensor.message(name: value.name))
        return value
    }

    mutating func input(_ name: String, _ type: ONNXTensor.Kind, _ sizes: [Size]) -> Value {
        inputs.append(ONNXGraph.described(name, type, sizes))
        return Value(name: name)
    }

    mutating func output(
        _ value: Value, as name: String, _ type: ONNXTensor.Kind, _ sizes: [Size]
    ) {
        add("Identity", [value], [], domain: "", outputs: [Value(name: name)])
        outputs.append(ONNXGraph.described(name, type, sizes))
    }

    /// The graph's message.
    ///
    /// - Parameter note: what a reader should know.
    func message(name: String, note: String) -> ProtobufMessage {
        var graph = ProtobufMessage()
        for node in nodes { graph.add(1, node) }
        graph.add(2, name)
        for initializer in initializers { graph.add(5, initializer) }
        graph.add(10, note)
        for input in inputs { graph.add(11, input) }
        for output in outputs { graph.add(12, output) }
        return graph
    }

    /// A name that no input has: a table's column that begins so is refused.
    private mutating func newValue() -> Value {
        count += 1
        return Value(name: "/\(count)")
    }

    private mutating func add(
        _ kind: String, _ inputs: [Value], _ attributes: [ONNXAttribute], domain: String,
        outputs: [Value]
    ) {
        var node = ProtobufMessage()
        for input in inputs { node.add(1, input.name) }
        for output in outputs { node.add(2, output.name) }
        node.add(3, "\(kind)_\(nodes.count + 1)")
        node.add(4, kind)
        for attribute in attributes { node.add(5, attribute.message) }
        if !domain.isEmpty { node.add(7, domain) }
        nodes.append(node)
    }

    private static func described(
        _ name: String, _ type: ONNXTensor.Kind, _ sizes: [Size]
    ) -> ProtobufMessage {
        var shape = ProtobufMessage()
        for size in sizes {
            var dimension = ProtobufMessage()
            switch size {
            case .batch: dimension.add(2, "batch")
            case .fixed(let count): dimension.add(1, count)
            }
            shape.add(1, dimension)
        }
        var (tensor, holder, value) = (ProtobufMessage(), ProtobufMessage(), ProtobufMessage())
        tensor.add(1, type.rawValue)
        tensor.add(2, shape)
        holder.add(1, tensor)
        value.add(1, name)
        value.add(2, holder)
        return value
    }
}
