import Foundation

/// What came through the door, whole.
package struct ServerRequest: Sendable {
    package let method: String
    /// Without its query.
    package let path: String
    package let query: [String: String]
    /// By names in lowercase.
    private let headers: [String: String]
    package var body: [UInt8]

    /// - Parameters:
    ///   - target: as it stood in the request's first line, a path with its query.
    ///   - headers: in any case.
    package init(
        _ method: String, _ target: String, headers: some Sequence<(String, String)> = [],
        body: [UInt8] = []
    ) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "")
        query = parts.count > 1 ? ServerRequest.query(parts[1]) : [:]
        self.headers = Dictionary(headers.map { ($0.lowercased(), $1) }) { "\($0), \($1)" }
        self.body = body
    }

    package func header(_ name: String) -> String? { headers[name] }

    /// The kind of body without its parameters, in lowercase; nil where it does not say.
    package var contentType: String? {
        header("content-type").map { type in
            String(type.prefix { $0 != ";" }).trimmingCharacters(in: .whitespaces).lowercased()
        }
    }

    /// Between its slashes, without escapes; nil where an escape is none.
    var segments: [String]? {
        var segments: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard part.utf8.contains(UInt8(ascii: "%")) else {
                segments.append(String(part))
                continue
            }
            guard let segment = String(part).removingPercentEncoding else { return nil }
            segments.append(segment)
        }
        return segments
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        header("cookie")?.split(separator: ";").lazy
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    private static func query(_ text: Substring) -> [String: String] {
        let pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            return (String(parts[0]), value.removingPercentEncoding ?? value)
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
