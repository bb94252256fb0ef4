import OnwardCatalog
import OnwardData

/// How a network's input was prepared, as model files write it.
package struct PreparationSpec: Codable, Sendable {
    package let preparation: any Preparation

    package init(_ preparation: any Preparation) { self.preparation = preparation }

    package init(from decoder: any Decoder) throws {
        preparation = try NamedCoding.decode("a preparation", from: decoder) {
            try $0.preparation($1)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(preparation, name: type(of: preparation).name, to: encoder)
    }
}
