import Foundation

/// Where requests come in, whatever carries them: looks who is there, finds the route, and makes an answer
/// of whatever happens.
package struct Door: Sendable {
    private let keeper: Doorkeeper
    private let routes: [any Route]
    private let metrics: ServerMetrics
    private let log: @Sendable (String) -> Void

    /// - Parameter log: told of faults of ours, which clients are not.
    package init(
        _ house: ServerHouse, keeper: Doorkeeper, log: @escaping @Sendable (String) -> Void
    ) {
        self.keeper = keeper
        routes = Door.routes(house, keeper)
        metrics = house.metrics
        self.log = log
    }

    /// A request that is let in, and where it goes.
    package struct Admission: Sendable {
        fileprivate let route: any Route
        fileprivate let path: RoutePath
        fileprivate let names: RouteNames
    }

    /// Throws where a request with this head is not let in, so that its body need not be waited for.
    package func admit(_ head: ServerRequest) throws(ServerError) -> Admission {
        // Who comes with the token in the address is shown in by the page's own route.
        let isShownIn = head.path == "/" && head.query["token"] != nil
        try keeper.check(head, asksToken: !isShownIn)
        return try admission(of: head)
    }

    package func answer(_ request: ServerRequest, _ admission: Admission) async -> ServerResponse {
        let start = ContinuousClock.now
        do {
            var response = try await admission.route.answer(request, admission.names)
            response.headers = Door.headers + response.headers
            metrics.answered(
                admission.path.text, status: response.status, in: .now - start)
            return response
        } catch {
            return refuse(error, admission, in: .now - start)
        }
    }

    /// Of a request that is not let in, or whose body did not come.
    package func refuse(
        _ error: any Error, _ admission: Admission? = nil, in duration: Duration = .zero
    ) -> ServerResponse {
        let told = ServerError(error)
        if told.status == 500 { log("\(error)") }
        var response = ServerResponse(told)
        response.headers = Door.headers + response.headers
        metrics.answered(
            admission?.path.text ?? "none", status: response.status, in: duration)
        return response
    }

    private func admission(of request: ServerRequest) throws(ServerError) -> Admission {
        guard let segments = request.segments else {
            throw .badRequest("the path's escapes must be % and two hexadecimal digits")
        }
        let method = request.method == "HEAD" ? "GET" : request.method
        var others: Set<String> = []
        for route in routes {
            for path in route.paths {
                guard let names = path.names(in: segments) else { continue }
                if route.method == method {
                    return Admission(route: route, path: path, names: names)
                }
                others.insert(route.method)
            }
        }
        guard !others.isEmpty else {
            throw .notFound("there is nothing at this path; /openapi.json lists what there is")
        }
        let known = (others.contains("GET") ? others.union(["HEAD"]) : others).sorted()
            .joined(separator: ", ")
        var error = ServerError(405, "this path takes \(known), not \(request.method)")
        error.headers = [("allow", known)]
        throw error
    }

    /// Where a route says otherwise, it has the last word. Pages run what this server sent and nothing else, and stand in no other page.
    private static let headers: [(name: String, value: String)] = [
        ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
        (
            "content-security-policy",
            "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'"
        ),
        ("cross-origin-resource-policy", "same-origin"),
    ]
}
