/// `GET /v2/health/ready`: whether new work is welcome.
struct ReadyRoute: Route {
    let house: ServerHouse
    let method = "GET"
    let paths: [RoutePath] = ["/v2/health/ready"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        guard house.isReady else { throw ServerError.busy("the server is about to end") }
        return ServerResponse(json: .object(["ready": .bool(true)]))
    }
}
