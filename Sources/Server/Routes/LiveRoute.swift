/// `GET /v2/health/live`: whether the server answers at all.
struct LiveRoute: Route {
    let method = "GET"
    let paths: [RoutePath] = ["/v2/health/live"]

    func answer(_ request: ServerRequest, _ names: RouteNames) -> ServerResponse {
        ServerResponse(json: .object(["live": .bool(true)]))
    }
}
