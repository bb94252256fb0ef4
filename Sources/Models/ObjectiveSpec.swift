import OnwardCatalog
import OnwardObjectives

/// An objective as model files write it.
///
///     cross-entropy: {}
package struct ObjectiveSpec: Codable, Sendable {
    package let objective: any Objective

    package init(_ objective: any Objective) { self.objective = objective }

    package init(from decoder: any Decoder) throws {
        let value = try NamedCoding.decode("an objective", from: decoder) {
            try $0.objective($1)
        }
        guard let objective = value as? any Objective else {
            preconditionFailure("the catalog's objectives are objectives")
        }
        self.objective = objective
    }

    package func encode(to encoder: any Encoder) throws {
        try NamedCoding.encode(objective, name: type(of: objective).name, to: encoder)
    }
}
