/// `GET /copies/ID`: what became of a copy.
struct CopyStateRoute: Route {
    let copies: Copies
    let method = "GET"
    let paths: [RoutePath] = ["/copies/{copy}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let copy = try copies.copy(names["copy"])
        return ServerResponse(json: try await copy.queue.run { try copy.json() })
    }
}
