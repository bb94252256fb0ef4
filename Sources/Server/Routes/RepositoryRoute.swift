/// `POST /v2/repository/index`: the models there are.
struct RepositoryRoute: Route {
    let house: ServerHouse
    let method = "POST"
    let paths: [RoutePath] = ["/v2/repository/index"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        try request.requireType(["application/json", "application/octet-stream"], orNone: true)
        var onlyReady = false
        if !request.body.isEmpty {
            let body = try JSONReader.read(request.body)
            guard body.members != nil, body["ready"].map({ $0.boolean != nil }) ?? true else {
                throw ServerError.badRequest(
                    "the body must be an object, and its ready true or false")
            }
            onlyReady = body["ready"]?.boolean ?? false
        }
        let isReady = house.isReady
        let models = onlyReady && !isReady ? [] : house.models.all
        return ServerResponse(
            json: .list(
                models.map { model in
                    .object([
                        "name": .string(model.name), "version": .string(model.version),
                        "state": .string(isReady ? "READY" : "UNAVAILABLE"),
                        "reason": .string(isReady ? "" : "the server is about to end"),
                    ])
                }))
    }
}
