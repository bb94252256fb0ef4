/// `GET /predict`: the models, and what a client needs to know of each.
struct ModelListRoute: Route {
    let models: ModelShelf
    let method = "GET"
    let paths: [RoutePath] = ["/predict"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        ServerResponse(
            json: .object(["models": .list(try models.all.map { try $0.description() })]))
    }
}
