extension ServerRequest {
    /// Throws where the body is of another type: of those that a foreign page can send without asking first,
    /// none is taken.
    ///
    /// - Parameter orNone: whether a body may come without a type.
    func requireType(_ types: [String], orNone: Bool = false) throws(ServerError) {
        guard header("content-encoding").map({ $0 == "identity" }) ?? true else {
            throw .wrongType("sent as it is, without a content encoding", got: "compressed")
        }
        guard let type = contentType else {
            if orNone { return }
            throw .wrongType(types.joined(separator: " or "), got: nil)
        }
        guard types.contains(type) else {
            throw .wrongType(types.joined(separator: " or "), got: "another type")
        }
    }

    /// The body, which must be an object of JSON with no other names than these.
    func object(_ names: [String]) throws -> JSON {
        try requireType(["application/json"])
        let body = try JSONReader.read(self.body)
        guard let members = body.members else {
            throw ServerError.badRequest("the body must be an object")
        }
        if let stray = members.first(where: { !names.contains($0.name) }) {
            throw ServerError.badRequest(
                "the body may have \(names.joined(separator: ", ")), not \(stray.name)")
        }
        return body
    }
}
