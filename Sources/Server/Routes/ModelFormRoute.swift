/// `GET /predict/NAME`: what a client needs to know of a model before it asks.
struct ModelFormRoute: Route {
    let models: ModelShelf
    let method = "GET"
    let paths: [RoutePath] = ["/predict/{model}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        ServerResponse(json: try models.model(names["model"]).description())
    }
}
