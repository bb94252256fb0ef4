/// `POST /copies/ID/edit`: switches a block's vote off, damages a block, takes it out.
struct CopyEditRoute: Route {
    let copies: Copies
    let method = "POST"
    let paths: [RoutePath] = ["/copies/{copy}/edit"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let copy = try copies.copy(names["copy"])
        let edit = try CopyEdit(try request.object(CopyEdit.names))
        return ServerResponse(
            json: try await copy.queue.run {
                try edit.perform(on: copy)
                return try copy.json()
            })
    }
}
