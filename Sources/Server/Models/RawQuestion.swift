/// Samples as people have them, and how they are asked about.
struct RawQuestion: Sendable {
    /// At which an early exit would have stopped.
    let confidence: Double
    private let samples: Samples

    private enum Samples {
        case picture([UInt8])
        case json(JSON)
    }

    private static let usualConfidence = 0.9

    /// - Parameter request: JSON, or the bytes of a picture's file.
    init(_ request: ServerRequest) throws {
        try request.requireType(["application/json", "application/octet-stream"])
        guard request.contentType == "application/json" else {
            samples = .picture(request.body)
            confidence = RawQuestion.usualConfidence
            return
        }
        let body = try request.object(["rows", "texts", "numbers", "confidence"])
        samples = .json(body)
        confidence = try RawQuestion.confidence(body["confidence"])
    }

    private static func confidence(_ value: JSON?) throws(ServerError) -> Double {
        guard let value else { return usualConfidence }
        guard let confidence = value.double, confidence > 0, confidence <= 1 else {
            throw .badRequest("confidence must be above 0, at most 1")
        }
        return confidence
    }

    func numbers(_ reader: SampleReader) throws -> SampleReader.Numbers {
        switch samples {
        case .picture(let bytes): try reader.numbers(picture: bytes)
        case .json(let body): try reader.numbers(body)
        }
    }
}
