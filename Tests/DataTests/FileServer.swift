import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A web server with one file on this machine, for the time of one test.
final class FileServer: Sendable {
    /// What a request asked for and how many bytes it got.
    struct Visit: Equatable {
        let range: String?
        let served: Int
    }

    private let content: [UInt8]
    private let honoursRange: Bool
    private let firstCut: Int?
    private let visited = Mutex<[Visit]>([])

    /// - Parameter firstCut: after how many bytes the first answer breaks off.
    init(_ content: [UInt8], honoursRange: Bool = true, firstCut: Int? = nil) {
        self.content = content
        self.honoursRange = honoursRange
        self.firstCut = firstCut
    }

    var visits: [Visit] { visited.withLock { $0 } }

    /// Serves while `body` runs, at the address it is given.
    func serve(_ body: (_ address: String) async throws -> Void) async throws {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
        await server.appendRoute("/tiny/file.gz") { [self] in answer($0.headers[.range]) }
        let task = Task { try await server.run() }
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port) = await server.listeningAddress else {
            throw SocketError.unsupportedAddress
        }
        defer { task.cancel() }
        try await body("http://127.0.0.1:\(port)/tiny/")
    }

    private func answer(_ range: String?) -> HTTPResponse {
        visited.withLock { visits in
            let start = honoursRange ? range.flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0 : 0
            guard start < content.count else {
                visits.append(Visit(range: range, served: 0))
                return HTTPResponse(statusCode: .rangeNotSatisfiable)
            }
            let rest = content[start...]
            let sent = visits.isEmpty ? rest.prefix(firstCut ?? rest.count) : rest
            visits.append(Visit(range: range, served: sent.count))
            let isPart = honoursRange && range != nil
            return HTTPResponse(
                statusCode: isPart ? .partialContent : .ok,
                headers: isPart
                    ? [.contentRange: "bytes \(start)-\(content.count - 1)/\(content.count)"] : [:],
                body: HTTPBodySequence(
                    from: BreakingBytes(bytes: Array(sent)), count: rest.count))
        }
    }
}

/// Bytes whose end is an error, so that the server hangs up where they are fewer than promised.
private struct BreakingBytes: AsyncBufferedSequence {
    let bytes: [UInt8]

    struct Iterator: AsyncBufferedIteratorProtocol {
        var rest: ArraySlice<UInt8>

        mutating func next() async throws -> UInt8? {
            guard let byte = rest.popFirst() else { throw SocketError.disconnected }
            return byte
        }

        mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
            guard !rest.isEmpty else { throw SocketError.disconnected }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }
}
