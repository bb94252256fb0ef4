import OnwardInference

/// What a client is answered by the Open Inference Protocol.
struct InferAnswer {
    let model: ServedModel
    let request: InferRequest
    let answers: [Answer]

    var response: ServerResponse {
        var tail: [UInt8] = []
        let classes = model.answerer.classes.count
        let blocks = model.blockCount
        let outputs = request.outputs.map { asked in
            let values = asked.output.values(answers)
            let bytes = asked.isBinary ? values.bytes : nil
            tail += bytes ?? []
            let sizes = asked.output.sizes(blocks: blocks, classes: classes)
            return JSON.object([
                "name": .string(asked.output.rawValue),
                "datatype": .string(asked.output.dataType),
                "shape": .integers([answers.count] + sizes),
                "parameters": bytes.map { .object(["binary_data_size": .integer($0.count)]) },
                "data": asked.isBinary ? nil : values.json,
            ])
        }
        let head = JSON.object([
            "model_name": .string(model.name), "model_version": .string(model.version),
            "id": request.id.map(JSON.string), "outputs": .list(outputs),
        ]).bytes
        guard request.outputs.contains(where: \.isBinary) else {
            return ServerResponse(type: "application/json", body: .whole(head))
        }
        return ServerResponse(
            type: "application/octet-stream",
            headers: [(InferRequest.lengthHeader, "\(head.count)")], body: .whole(head + tail))
    }
}
