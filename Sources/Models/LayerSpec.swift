import OnwardCatalog
import OnwardLayers

/// A layer as recipes and model files write it.
///
///     dense: {units: 1000, activation: relu, bias: false}
public struct LayerSpec: Codable, Sendable {
    public let layer: any CatalogLayer

    public init(_ layer: any CatalogLayer) { self.layer = layer }

    public init(from decoder: any Decoder) throws {
        let value = try NamedCoding.decode("a layer", from: decoder) { try Catalog.layer($0) }
        guard let layer = value as? any CatalogLayer else {
            preconditionFailure("the catalog's layers are layers")
        }
        self.layer = layer
    }

    public func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(layer, name: type(of: layer).name, to: encoder)
    }
}
