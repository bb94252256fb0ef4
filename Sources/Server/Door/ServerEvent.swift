/// One of the events that a server sends while a page listens.
///
/// - Reference: WHATWG HTML, §9.2, *Server-sent events*.
package struct ServerEvent: Sendable {
    let name: String
    let data: JSON

    package var bytes: [UInt8] {
        Array("event: \(name)\ndata: ".utf8) + data.bytes + Array("\n\n".utf8)
    }
}
