import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardSettings

/// A network's blocks, from samples up to evidence.
extension ONNXGraph {
    /// One sample's form and a value of as many of them as the batch has, or the rows that show them.
    struct Samples {
        var value: Value
        var shape: Shape
    }

    /// Runs a block.
    mutating func run(_ block: BlockState, on samples: Samples) throws -> Samples {
        let tensors = Dictionary(
            block.weights.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var (x, shape) = (samples.value, samples.shape)
        if shape.dimensions != block.plan.input.dimensions {
            shape = block.plan.input
            x = reshape(x, to: shape.dimensions)
        }
        for (index, layer) in block.block.layers.enumerated() {
            guard let writable = layer as? any ONNXLayer else {
                throw SettingsError(
                    block.label, expected: "layers that there are ONNX operators for",
                    got: layer.description)
            }
            x = try writable.write(
                x, shape,
                LayerTensors(prefix: "blocks.\(block.index).layers.\(index).", all: tensors),
                in: &self)
            shape = try layer.plan(for: shape).output.grouped(by: 1)
        }
        return Samples(value: x, shape: shape)
    }

    /// What a block says of samples that it put out [N · copies, …].
    ///
    /// - Returns: evidence [N, C].
    mutating func evidence(
        of block: BlockState, _ output: Samples, _ network: Network
    ) throws -> Value {
        guard let objective = network.objective as? any ONNXObjective else {
            throw SettingsError(
                "objective", expected: "one that there are ONNX operators for",
                got: type(of: network.objective).name)
        }
        let flat = reshape(output.value, to: [output.shape.count])
        guard let head = block.head else {
            let said = objective.write(flat, width: output.shape.count, in: &self)
            return reshape(said, to: [network.classes.count])
        }
        let weight = constant(
            ONNXTensor(head.values(as: Float.self), [head.rows, head.columns]))
        let said = node("Gemm", [flat, weight], [ONNXAttribute("transB", 1)])
        return objective.write(said, width: output.shape.count, in: &self)
    }

    /// What the reader says of samples that are shown without a label.
    mutating func read(
        _ samples: Samples, by reader: Reader, of network: Network
    ) throws -> Value {
        var (signal, features) = (samples, [Value]())
        for block in network.blocks.prefix((reader.blocks.max() ?? 0) + 1) {
            signal = try run(block, on: signal)
            guard reader.blocks.contains(block.index) else { continue }
            let count = signal.shape.count
            features.append(
                normalize(
                    reshape(signal.value, to: [count]), dimensions: 1, factor: 1 / Double(count),
                    epsilon: 1e-8))
        }
        let tensors = reader.state.weights.map { constant(ONNXTensor($0)) }
        let all =
            features.count > 1
            ? node("Concat", features, [ONNXAttribute("axis", 1)]) : features[0]
        return node("Gemm", [all] + tensors, [ONNXAttribute("transB", 1)])
    }
}
