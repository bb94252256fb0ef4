import OnwardCatalog
import OnwardObjectives

/// An objective as model files write it.
///
///     cross-entropy: {}
public struct ObjectiveSpec: Codable, Sendable {
    public let objective: any Objective

    public init(_ objective: any Objective) { self.objective = objective }

    public init(from decoder: any Decoder) throws {
        let value = try NamedCoding.decode("an objective", from: decoder) {
            try Catalog.objective($0)
        }
        guard let objective = value as? any Objective else {
            preconditionFailure("the catalog's objectives are objectives")
        }
        self.objective = objective
    }

    public func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(objective, name: type(of: objective).name, to: encoder)
    }
}
