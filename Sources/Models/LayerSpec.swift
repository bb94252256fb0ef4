import OnwardCatalog
import OnwardLayers

/// A layer as recipes and model files write it.
///
///     dense: {units: 1000, activation: relu, bias: false}
package struct LayerSpec: Codable, Sendable {
    package let layer: any CatalogLayer

    package init(_ layer: any CatalogLayer) { self.layer = layer }

    package init(from decoder: any Decoder) throws {
        layer = try NamedCoding.decode("a layer", from: decoder) { try $0.layer($1) }
    }

    package func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(layer, name: type(of: layer).name, to: encoder)
    }
}
