extension ServedModel {
    /// Blocks that answers tell of.
    var blockCount: Int { answerer.mode == .onePass ? 0 : file.network.blocks.count }

    /// What the protocol wants to know of a model.
    var metadata: JSON {
        let outputs = TensorOutput.all(blocks: blockCount).map { output in
            ServedModel.tensor(
                output.rawValue, output.dataType,
                output.sizes(blocks: blockCount, classes: answerer.classes.count))
        }
        return .object([
            "name": .string(name), "versions": .strings([version]), "platform": .string("onward"),
            "inputs": .list([
                ServedModel.tensor(InferRequest.input, "FP32", answerer.input.dimensions)
            ]),
            "outputs": .list(outputs),
        ])
    }

    private static func tensor(_ name: String, _ type: String, _ sizes: [Int]) -> JSON {
        .object([
            "name": .string(name), "datatype": .string(type),
            "shape": .integers([-1] + sizes),
        ])
    }
}
