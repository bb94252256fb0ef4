import OnwardSettings

/// `GET /v2`: what the server is.
struct ServerRoute: Route {
    let method = "GET"
    let paths: [RoutePath] = ["/v2", "/v2/"]

    func answer(_ request: ServerRequest, _ names: RouteNames) -> ServerResponse {
        ServerResponse(
            json: .object([
                "name": .string("onward"), "version": .string("\(Version.current)"),
                "extensions": .strings(["binary_tensor_data", "model_repository"]),
            ]))
    }
}
