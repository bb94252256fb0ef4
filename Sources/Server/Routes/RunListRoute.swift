/// `GET /runs`: the runs there are, the newest first.
struct RunListRoute: Route {
    let runs: RunShelf?
    let method = "GET"
    let paths: [RoutePath] = ["/runs"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        ServerResponse(json: .object(["runs": .list(runs?.all().map(\.json) ?? [])]))
    }
}
