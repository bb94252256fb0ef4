/// `DELETE /copies/ID`: throws a copy away.
struct CopyEndRoute: Route {
    let copies: Copies
    let method = "DELETE"
    let paths: [RoutePath] = ["/copies/{copy}"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        try copies.end(names["copy"])
        return ServerResponse(json: .object(["ended": .string(names["copy"])]))
    }
}
