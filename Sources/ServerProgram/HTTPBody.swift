import Hummingbird
import OnwardServer

/// A request's body as it comes, in as much memory as there is for all of them.
struct HTTPBody {
    private let budget: BodyBudget
    private(set) var bytes: [UInt8] = []
    private var taken = 0

    init(_ budget: BodyBudget) { self.budget = budget }

    /// Whether something may stand behind a request's head.
    static func mayCome(with request: Request) -> Bool {
        request.headers[.transferEncoding] != nil
            || request.headers[.contentLength].map { $0 != "0" } ?? false
    }

    /// - Throws: `ServerError` where it is too large, too slow or not whole.
    mutating func receive(_ request: Request) async throws {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > Limits.body { throw ServerError.tooLarge }
        for try await buffer in request.body {
            let count = bytes.count + buffer.readableBytes
            // What was promised takes no room, and the array grows as the count does.
            if count > taken { try take(max(count, min(2 * taken, Limits.body))) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        if let length, bytes.count < length {
            throw ServerError(400, "the body ended after \(bytes.count) of \(length) bytes")
        }
    }

    mutating func giveBack() {
        budget.giveBack(taken)
        taken = 0
    }

    private mutating func take(_ count: Int) throws(ServerError) {
        guard count <= Limits.body else { throw .tooLarge }
        try budget.take(count - taken)
        taken = count
    }
}
