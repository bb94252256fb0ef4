import OnwardCompute

/// A layer that recipes and files can name, with settings that they can hold.
public protocol CatalogLayer: ForwardLayer, Codable, Hashable {
    /// The name in recipes, `dense`.
    static var name: String { get }

    /// Small instances with the sample shapes they accept: what the checks run for every layer of
    /// the catalog.
    static var examples: [(layer: Self, input: Shape)] { get }
}
