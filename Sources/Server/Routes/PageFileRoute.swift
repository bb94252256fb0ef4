/// `GET /page/FILE`: what the pages are made of.
struct PageFileRoute: Route {
    let method = "GET"
    let paths: [RoutePath] = ["/page/{file}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        try PageFiles.response(names["file"])
    }
}
