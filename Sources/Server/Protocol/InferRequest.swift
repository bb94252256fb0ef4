import OnwardCompute

/// What a client asks by the Open Inference Protocol.
///
/// - Reference: KServe, *Open Inference Protocol (V2)*, and its extension for binary tensors.
struct InferRequest {
    struct Output {
        let output: TensorOutput
        let isBinary: Bool
    }

    let id: String?
    let samples: SampleReader.Numbers
    let outputs: [Output]

    /// The name of the only input.
    static let input = "input"
    /// Tells how many of a body's bytes are JSON; tensors follow.
    static let lengthHeader = "inference-header-content-length"

    /// - Parameters:
    ///   - shape: one sample as the model takes it.
    ///   - blocks: that the model tells of.
    init(_ request: ServerRequest, shape: Shape, blocks: Int) throws {
        let length = try InferRequest.headerLength(request)
        let body = try JSONReader.read(request.body, count: length)
        guard body.members != nil else {
            throw ServerError.badRequest("the body must be an object")
        }
        id = try body["id"].map { id throws(ServerError) in
            guard let text = id.text else { throw .badRequest("id must be a text") }
            return text
        }
        let tensor = try InferRequest.tensor(body)
        let tail = request.body[(length ?? request.body.count)...]
        samples = try InferRequest.samples(tensor, tail, shape)
        outputs = try InferRequest.outputs(body, blocks: blocks)
    }

    private static func headerLength(_ request: ServerRequest) throws(ServerError) -> Int? {
        guard let text = request.header(lengthHeader) else { return nil }
        guard let length = Int(text), (0...request.body.count).contains(length) else {
            throw .badRequest(
                "Inference-Header-Content-Length must be from 0 to the body's \(request.body.count) "
                    + "bytes")
        }
        return length
    }

    private static func tensor(_ body: JSON) throws(ServerError) -> JSON {
        guard let inputs = body["inputs"]?.list, inputs.count == 1 else {
            throw .badRequest("inputs must be a list of one tensor, \(input)")
        }
        guard inputs[0]["name"]?.text == input else {
            throw .badRequest("the tensor must have the name \(input)")
        }
        guard inputs[0]["datatype"]?.text == "FP32" else {
            throw .badRequest("\(input) must have the datatype FP32")
        }
        return inputs[0]
    }

    private static func samples(
        _ tensor: JSON, _ tail: ArraySlice<UInt8>, _ shape: Shape
    ) throws(ServerError) -> SampleReader.Numbers {
        let sizes = tensor["shape"]?.list?.map { $0.whole ?? -1 } ?? []
        let rest = Array(sizes.dropFirst())
        guard let count = sizes.first, rest == shape.dimensions || rest == [shape.count] else {
            let form = ([-1] + shape.dimensions).map(String.init).joined(separator: ", ")
            throw .badRequest("\(input) must have the shape [\(form)], -1 standing for any number")
        }
        guard (1...Limits.samples).contains(count) else {
            throw .badRequest("\(input) must be of 1 to \(Limits.samples) samples, not \(count)")
        }
        let values = try values(tensor, tail, count: count * shape.count)
        if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw .badRequest("\(input) must be of finite numbers, not \(values[place])")
        }
        return SampleReader.Numbers(values: values, count: count)
    }

    private static func values(
        _ tensor: JSON, _ tail: ArraySlice<UInt8>, count: Int
    ) throws(ServerError) -> [Float] {
        if let size = tensor["parameters"]?["binary_data_size"] {
            guard tensor["data"] == nil else {
                throw .badRequest("\(input) must have either data or a binary_data_size")
            }
            guard size.whole == 4 * count, tail.count == 4 * count else {
                throw .badRequest(
                    "\(input) must be \(4 * count) bytes behind the JSON, and binary_data_size say so"
                )
            }
            return TensorValues.floats(tail)
        }
        guard tail.isEmpty else {
            throw .badRequest("no tensor says that it stands behind the JSON")
        }
        var values: [Float] = []
        values.reserveCapacity(count)
        guard let data = tensor["data"], add(data, to: &values), values.count == count else {
            throw .badRequest("data must be a list of \(count) numbers, as the shape says")
        }
        return values
    }

    /// Numbers, or lists of them.
    private static func add(_ data: JSON, to values: inout [Float]) -> Bool {
        switch data {
        case .doubles(let numbers):
            for number in numbers { values.append(Float(number)) }
            return true
        case .list(let list): return list.allSatisfy { add($0, to: &values) }
        default: return false
        }
    }

    private static func outputs(_ body: JSON, blocks: Int) throws(ServerError) -> [Output] {
        let known = TensorOutput.all(blocks: blocks)
        let usuallyBinary = body["parameters"]?["binary_data_output"]?.boolean ?? false
        guard let asked = body["outputs"]?.list, !asked.isEmpty else {
            return known.map { Output(output: $0, isBinary: usuallyBinary) }
        }
        var outputs: [Output] = []
        for output in asked {
            guard let name = output["name"]?.text,
                let found = known.first(where: { $0.rawValue == name }),
                !outputs.contains(where: { $0.output == found })
            else {
                let names = known.map(\.rawValue).joined(separator: ", ")
                throw .badRequest("outputs must be some of \(names), each once")
            }
            guard output["parameters"]?["classification"] == nil else {
                throw .badRequest("classification is not offered; the output label tells the class")
            }
            outputs.append(
                Output(
                    output: found,
                    isBinary: output["parameters"]?["binary_data"]?.boolean ?? usuallyBinary))
        }
        return outputs
    }
}
