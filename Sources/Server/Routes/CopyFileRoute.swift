import Foundation
import OnwardModels

/// `GET /copies/ID/model.safetensors`: a copy as a model's file, for its owner to keep.
struct CopyFileRoute: Route {
    let copies: Copies
    let method = "GET"
    let paths: [RoutePath] = ["/copies/{copy}/model.safetensors"]

    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse {
        let copy = try copies.copy(names["copy"])
        let bytes = try await copy.queue.run {
            // Files are written whole or not at all, so there must be a place to write one.
            let url = FileManager.default.temporaryDirectory.appending(
                path: "onward-\(RandomName.make()).safetensors")
            defer { try? FileManager.default.removeItem(at: url) }
            try copy.file().save(to: url)
            return [UInt8](try Data(contentsOf: url))
        }
        return ServerResponse(
            type: "application/octet-stream",
            headers: [
                ("content-disposition", "attachment; filename=\"\(copy.source.name).safetensors\"")
            ], body: .whole(bytes))
    }
}
