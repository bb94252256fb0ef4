import OnwardSettings

/// What a request is refused with: the protocol's `{"error": "text"}` under the right status.
package struct ServerError: Error, Sendable {
    package let status: Int
    package let text: String
    var headers: [(name: String, value: String)] = []

    package init(_ status: Int, _ text: String) {
        self.status = status
        self.text = text
    }

    static func badRequest(_ text: String) -> ServerError { ServerError(400, text) }
    static func notFound(_ text: String) -> ServerError { ServerError(404, text) }

    package static let tooLarge = ServerError(
        413, "the body must be at most \(Limits.body) bytes, not more")
    package static let tooSlow = ServerError(
        408, "the body must arrive within \(Limits.bodySeconds) seconds")

    static func wrongType(_ expected: String, got: String?) -> ServerError {
        ServerError(415, "the body must be \(expected), not \(got ?? "of no content type")")
    }

    /// Refused for now.
    static func busy(_ text: String, status: Int = 503, seconds: Int = 1) -> ServerError {
        var error = ServerError(status, text)
        error.headers = [("retry-after", "\(seconds)")]
        return error
    }

    package static let receivesEnough = busy("too much is being sent at this moment; try again")

    /// What any error means to who asked.
    init(_ error: any Error) {
        switch error {
        case let error as ServerError: self = error
        case let fault as JSONFault: self = .badRequest(fault.text)
        case let error as any OnwardError:
            self.init(ServerError.status(of: error), error.sentence)
        // Its text may tell of the machine.
        default: self.init(500, "a fault of the server; its log says more")
        }
    }

    /// Files are samples here: models are read before the door is opened.
    private static func status(of error: any OnwardError) -> Int {
        switch error.kind {
        case .input, .files: 400
        case .work: 422
        case .machine: 503
        case .fault: 500
        }
    }
}
