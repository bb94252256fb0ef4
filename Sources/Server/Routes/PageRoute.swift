/// `GET /`: the page to draw on and look; with the token in the address, the way in for browsers.
struct PageRoute: Route {
    let token: Token?
    /// Whether there is no model to draw for.
    let startsWithRuns: Bool
    let method = "GET"
    let paths: [RoutePath] = ["/"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        if let token, let given = request.query["token"] {
            guard token.equals(given) else { throw ServerError(401, "the token is another") }
            // The address with the token in it does not stay in the browser's bar.
            return ServerResponse(
                303, type: "text/plain",
                headers: [
                    ("location", "/"), ("cache-control", "no-store"),
                    (
                        "set-cookie",
                        "\(Token.cookieName)=\(token.cookie); Path=/; HttpOnly; SameSite=Strict"
                    ),
                ], body: .whole([]))
        }
        return try PageFiles.response(startsWithRuns ? "runs.html" : "index.html")
    }
}
