/// `GET /metrics`: what Prometheus collects.
struct MetricsRoute: Route {
    let metrics: ServerMetrics
    let method = "GET"
    let paths: [RoutePath] = ["/metrics"]

    func answer(_ request: ServerRequest, _ names: RouteNames) -> ServerResponse {
        ServerResponse(
            type: "text/plain; version=0.0.4; charset=utf-8",
            body: .whole(Array(metrics.text.utf8)))
    }
}
