/// What goes out through the door.
package struct ServerResponse: Sendable {
    package let status: Int
    package var headers: [(name: String, value: String)]
    package let body: Body

    package enum Body: Sendable {
        case whole([UInt8])
        /// Server-sent events, until the stream ends or the client goes.
        case events(AsyncStream<ServerEvent>)
    }

    package init(
        _ status: Int = 200, type: String, headers: [(name: String, value: String)] = [],
        body: Body
    ) {
        self.status = status
        self.headers = [("content-type", type)] + headers
        self.body = body
    }

    package init(_ status: Int = 200, json: JSON) {
        self.init(status, type: "application/json", body: .whole(json.bytes))
    }

    package init(_ error: ServerError) {
        self.init(error.status, json: .object(["error": .string(error.text)]))
        headers += error.headers
    }

    package static func events(_ events: AsyncStream<ServerEvent>) -> ServerResponse {
        ServerResponse(
            type: "text/event-stream", headers: [("cache-control", "no-store")],
            body: .events(events))
    }

    /// The whole body; empty for events.
    package var bytes: [UInt8] {
        guard case .whole(let bytes) = body else { return [] }
        return bytes
    }
}
