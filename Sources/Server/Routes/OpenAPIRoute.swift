/// `GET /openapi.json`: all that can be asked for, for programs.
struct OpenAPIRoute: Route {
    let method = "GET"
    let paths: [RoutePath] = ["/openapi.json"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        ServerResponse(
            type: "application/json", body: .whole(try PageFiles.bytes("openapi.json")))
    }
}
