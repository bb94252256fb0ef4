/// `POST /copies`: makes a copy of a model that is the client's own.
struct CopyRoute: Route {
    let house: ServerHouse
    let method = "POST"
    let paths: [RoutePath] = ["/copies"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let body = try request.object(["model"])
        guard let name = body["model"]?.text else {
            throw ServerError.badRequest("model must be a model's name")
        }
        let copy = try await house.copies.make(of: try house.models.model(name))
        return ServerResponse(201, json: try await copy.queue.run { try copy.json() })
    }
}
