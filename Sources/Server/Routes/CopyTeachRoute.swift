/// `POST /copies/ID/teach`: lets every block of a copy learn what one sample is.
struct CopyTeachRoute: Route {
    let copies: Copies
    let method = "POST"
    let paths: [RoutePath] = ["/copies/{copy}/teach"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let copy = try copies.copy(names["copy"])
        let body = try request.object(["rows", "texts", "numbers", "label", "times"])
        let classes = copy.source.answerer.classes
        guard let name = body["label"]?.text, let label = classes.firstIndex(of: name) else {
            throw ServerError.badRequest("label must be the name of one of the model's classes")
        }
        guard let times = (body["times"] ?? .integer(1)).whole, (1...Limits.lessons).contains(times)
        else {
            throw ServerError.badRequest("times must be from 1 to \(Limits.lessons)")
        }
        return ServerResponse(
            json: try await copy.queue.run {
                let reader = SampleReader(form: copy.source.form, shape: copy.network.input)
                let sample = try reader.numbers(body)
                guard sample.count == 1 else {
                    throw ServerError.badRequest("one sample is taught at a time")
                }
                let losses = try CopyLesson(sample: sample, label: label, times: times).teach(copy)
                return .object([
                    "copy": .string(copy.id),
                    "block_loss": .list(
                        losses.map { .list($0.map { $0.map(JSON.number) ?? .null }) }),
                    "answers": .list(try copy.answers(to: sample).map { $0.json(confidence: 0.9) }),
                ])
            })
    }
}
