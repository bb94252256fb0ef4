/// One thing that can be asked for.
protocol Route: Sendable {
    /// `GET`, `POST` or `DELETE`.
    var method: String { get }
    /// What it goes by; a part in braces stands for any text: `/v2/models/{model}`.
    var paths: [RoutePath] { get }
    /// - Throws: any error; the door tells it by `ServerError`.
    func answer(_ request: ServerRequest, _ names: RouteNames) async throws -> ServerResponse
}

/// The texts that stood where a path has braces.
struct RouteNames: Sendable {
    fileprivate var texts: [String: String] = [:]

    /// Empty where the path has no such place.
    subscript(name: String) -> String { texts[name] ?? "" }
}

/// `/v2/models/{model}` as its parts.
struct RoutePath: Sendable, ExpressibleByStringLiteral {
    let text: String
    private let parts: [Part]

    private enum Part {
        case text(String)
        case name(String)
    }

    init(stringLiteral text: String) {
        self.text = text
        parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            $0.hasPrefix("{") ? .name(String($0.dropFirst().dropLast())) : .text(String($0))
        }
    }

    /// Nil unless these are its parts.
    func names(in segments: [String]) -> RouteNames? {
        guard segments.count == parts.count else { return nil }
        var names = RouteNames()
        for (part, segment) in zip(parts, segments) {
            switch part {
            case .text(let text): guard text == segment else { return nil }
            case .name(let name):
                guard !segment.isEmpty else { return nil }
                names.texts[name] = segment
            }
        }
        return names
    }
}
