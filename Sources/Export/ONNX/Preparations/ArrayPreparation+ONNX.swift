import OnwardCompute
import OnwardDataFiles

extension ArrayPreparation: ONNXPreparation {
    func write(_ shape: Shape, in graph: inout ONNXGraph) -> ONNXGraph.Value {
        isOfBytes
            ? graph.bytes(shape)
            : graph.input("input", .float, [.batch] + shape.dimensions.map(ONNXGraph.Size.fixed))
    }

    var note: String { isOfBytes ? "input: bytes" : "input: numbers as they are stored" }
}
