/// `GET /runs/NAME/events`: a run's epochs as server-sent events, those so far first, until it ends.
struct RunEventsRoute: Route {
    let house: ServerHouse
    let method = "GET"
    let paths: [RoutePath] = ["/runs/{run}/events"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        guard let runs = house.runs else {
            throw ServerError.notFound("this server shows no runs")
        }
        return .events(try runs.events(of: try runs.run(names["run"]), in: house))
    }
}
