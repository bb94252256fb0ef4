/// What a searched setting is given: a number, or the name of one.
package enum TunedValue: Codable, Hashable, Sendable, CustomStringConvertible {
    case number(Double)
    case name(String)

    /// As it stands in a recipe or a search.
    init(_ text: some StringProtocol) {
        self = Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .name(String(text))
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .name(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .name(let name): try container.encode(name)
        }
    }

    package var description: String {
        switch self {
        case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .name(let name): name
        }
    }
}
