import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// What is done to raw input before a network sees it, where ONNX has operators for it.
protocol ONNXPreparation: Preparation {
    /// Adds the graph's inputs, and what makes samples [batch, …] of `shape` of them.
    func write(_ shape: Shape, in graph: inout ONNXGraph) throws -> ONNXGraph.Value

    /// What has to be done before, in a sentence; empty for nothing.
    var note: String { get }
}

extension ONNXGraph {
    /// Samples as the network takes them, made of the graph's inputs.
    mutating func prepared(for network: Network) throws -> Value {
        guard let preparation = network.preparation else {
            return input(
                "input", .float, [.batch] + network.input.dimensions.map(Size.fixed))
        }
        guard let writable = preparation as? any ONNXPreparation else {
            throw SettingsError(
                "preparation", expected: "pictures, arrays or a table of numbers and categories",
                got: type(of: preparation).name,
                remedy: "ONNX has no operators for it; train on numbers that are prepared already")
        }
        return try writable.write(network.input, in: &self)
    }

    static func note(on preparation: (any Preparation)?) -> String {
        guard let preparation else { return "input: numbers as the network was trained on" }
        return (preparation as? any ONNXPreparation)?.note ?? ""
    }

    /// Bytes that mean 0…1.
    mutating func bytes(_ shape: Shape) -> Value {
        let bytes = input("input", .uint8, [.batch] + shape.dimensions.map(Size.fixed))
        let numbers = node("Cast", [bytes], [ONNXAttribute("to", ONNXTensor.Kind.float.rawValue)])
        return node("Mul", [numbers, constant(ONNXTensor([1 / 255], []))])
    }
}
