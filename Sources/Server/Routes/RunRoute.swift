/// `GET /runs/NAME`: a run and its epochs so far.
struct RunRoute: Route {
    let runs: RunShelf?
    let method = "GET"
    let paths: [RoutePath] = ["/runs/{run}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        guard let run = try runs?.run(names["run"]) else {
            throw ServerError.notFound("this server shows no runs")
        }
        return ServerResponse(
            json: .object(["run": run.json, "epochs": .list(run.epochs)]))
    }
}
