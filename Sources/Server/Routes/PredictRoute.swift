/// `POST /predict/NAME`: samples as people have them, and everything that is known of each answer.
struct PredictRoute: Route {
    let models: ModelShelf
    let method = "POST"
    let paths: [RoutePath] = ["/predict/{model}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let model = try models.model(names["model"])
        let question = try RawQuestion(request)
        let reader = SampleReader(form: model.form, shape: model.answerer.input)
        let samples = try await model.preparing.run { try question.numbers(reader) }
        let answers = try await model.batcher.answers(to: samples.values, count: samples.count)
        return ServerResponse(
            json: .object([
                "model": .string(model.name), "version": .string(model.version),
                "answers": .list(answers.map { $0.json(confidence: question.confidence) }),
            ]))
    }
}
