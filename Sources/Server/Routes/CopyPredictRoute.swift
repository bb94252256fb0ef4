/// `POST /copies/ID/predict`: what a copy says, asked as models are.
struct CopyPredictRoute: Route {
    let copies: Copies
    let method = "POST"
    let paths: [RoutePath] = ["/copies/{copy}/predict"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let copy = try copies.copy(names["copy"])
        let question = try RawQuestion(request)
        let answers = try await copy.queue.run {
            let reader = SampleReader(form: copy.source.form, shape: copy.network.input)
            return try copy.answers(to: try question.numbers(reader))
        }
        return ServerResponse(
            json: .object([
                "copy": .string(copy.id), "model": .string(copy.source.name),
                "answers": .list(answers.map { $0.json(confidence: question.confidence) }),
            ]))
    }
}
