/// `POST /v2/models/NAME/infer`: tensors in, tensors out.
struct InferRoute: Route {
    let models: ModelShelf
    let method = "POST"
    let paths: [RoutePath] = [
        "/v2/models/{model}/infer", "/v2/models/{model}/versions/{version}/infer",
    ]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let model = try models.model(names["model"], version: names["version"])
        // Clients of the protocol leave the type out.
        try request.requireType(["application/json", "application/octet-stream"], orNone: true)
        let asked = try InferRequest(
            request, shape: model.answerer.input, blocks: model.blockCount)
        let answers = try await model.batcher.answers(
            to: asked.samples.values, count: asked.samples.count)
        return InferAnswer(model: model, request: asked, answers: answers).response
    }
}
