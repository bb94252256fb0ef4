/// `GET /v2/models/NAME`: the tensors that a model takes and gives.
struct ModelRoute: Route {
    let models: ModelShelf
    let method = "GET"
    let paths: [RoutePath] = ["/v2/models/{model}", "/v2/models/{model}/versions/{version}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        ServerResponse(
            json: try models.model(names["model"], version: names["version"]).metadata)
    }
}
