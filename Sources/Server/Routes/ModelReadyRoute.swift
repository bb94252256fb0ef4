/// `GET /v2/models/NAME/ready`: whether a model is there and new work is welcome.
struct ModelReadyRoute: Route {
    let house: ServerHouse
    let method = "GET"
    let paths: [RoutePath] = [
        "/v2/models/{model}/ready", "/v2/models/{model}/versions/{version}/ready",
    ]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        let model = try house.models.model(names["model"], version: names["version"])
        guard house.isReady else { throw ServerError.busy("the server is about to end") }
        return ServerResponse(
            json: .object(["name": .string(model.name), "ready": .bool(true)]))
    }
}
