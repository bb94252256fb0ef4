import Foundation

/// `GET /runs/NAME/report.html`: the page that a run has about itself once it has ended.
struct RunReportRoute: Route {
    let runs: RunShelf?
    let method = "GET"
    let paths: [RoutePath] = ["/runs/{run}/report.html"]

    func answer(_ request: ServerRequest, _ names: RouteNames) throws -> ServerResponse {
        guard let run = try runs?.run(names["run"]),
            let page = try? Data(contentsOf: run.report)
        else { throw ServerError.notFound("the run has no report") }
        // It brings its style and pictures with it, and needs nothing else.
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
        return ServerResponse(
            type: "text/html; charset=utf-8", headers: [("content-security-policy", policy)],
            body: .whole([UInt8](page)))
    }
}
