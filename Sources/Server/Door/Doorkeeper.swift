import Foundation

/// Who is let in: nobody whom a foreign page sent, and where not only this machine can knock, nobody
/// without the token.
package struct Doorkeeper: Sendable {
    /// Names that the server goes by, in lowercase.
    private let names: Set<String>
    /// Nil where only this machine can knock.
    let token: Token?

    /// - Parameters:
    ///   - names: beside `localhost` and addresses.
    ///   - token: nil where the server listens to this machine alone.
    package init(names: [String], token: Token?) {
        self.names = Set(names.map { $0.lowercased() } + ["localhost"])
        self.token = token
    }

    /// What anybody may ask, as watchers of services do: it tells nothing.
    private static let open: Set<String> = ["/v2/health/live", "/v2/health/ready"]

    func check(_ request: ServerRequest, asksToken: Bool) throws(ServerError) {
        try checkHost(request)
        try checkOrigin(request)
        guard asksToken, let token, !Doorkeeper.open.contains(request.path) else { return }
        if let given = request.header("authorization"), given.lowercased().hasPrefix("bearer ") {
            if token.equals(String(given.dropFirst(7))) { return }
        } else if let given = request.cookie(Token.cookieName), token.equals(cookie: given) {
            return
        }
        var error = ServerError(401, "a token is needed: Authorization: Bearer TOKEN")
        error.headers = [("www-authenticate", "Bearer")]
        throw error
    }

    /// A page elsewhere can give its own name this machine's address, but not lose its name by it.
    private func checkHost(_ request: ServerRequest) throws(ServerError) {
        guard let host = request.header("host") else {
            throw .badRequest("a Host header is needed")
        }
        let name = Doorkeeper.name(of: host)
        guard names.contains(name) || isAllowed(address: name) else {
            throw ServerError(403, "the server does not go by the name in the Host header")
        }
    }

    private func isAllowed(address: String) -> Bool {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, address, &four) == 1 {
            return token != nil || address.hasPrefix("127.")
        }
        return inet_pton(AF_INET6, address, &six) == 1 && (token != nil || address == "::1")
    }

    private func checkOrigin(_ request: ServerRequest) throws(ServerError) {
        guard let origin = request.header("origin") else { return }
        let own = request.header("host") ?? ""
        guard origin == "http://" + own || origin == "https://" + own else {
            throw ServerError(403, "pages of other servers are not answered")
        }
    }

    /// Without the port, and an address's brackets.
    private static func name(of host: String) -> String {
        let host = host.lowercased()
        if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
        return String(host.prefix { $0 != ":" })
    }
}
