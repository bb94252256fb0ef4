import OnwardCatalog
import OnwardData

/// How a network's input was prepared, as model files write it.
public struct PreparationSpec: Codable, Sendable {
    public let preparation: any Preparation

    public init(_ preparation: any Preparation) { self.preparation = preparation }

    public init(from decoder: any Decoder) throws {
        let value = try NamedCoding.decode("a preparation", from: decoder) {
            try Catalog.preparation($0)
        }
        guard let preparation = value as? any Preparation else {
            preconditionFailure("the catalog's preparations are preparations")
        }
        self.preparation = preparation
    }

    public func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(preparation, name: type(of: preparation).name, to: encoder)
    }
}
