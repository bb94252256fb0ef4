import OnwardLayers
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers

/// Finds names.
public enum Names {
    /// The known name that differs in the fewest letters; nil where none is near.
    public static func nearest(to name: String, among known: [String]) -> String? {
        let ranked = known.map { (name: $0, distance: distance(name.lowercased(), $0)) }
        return ranked.min { $0.distance < $1.distance }
            .flatMap { $0.distance <= max(2, name.count / 2) ? $0.name : nil }
    }

    /// Letters to insert, remove or replace to make one word of another (Levenshtein).
    private static func distance(_ first: String, _ second: String) -> Int {
        let letters = Array(second)
        var row = Array(0...letters.count)
        for (i, letter) in first.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for j in letters.indices {
                let replaced = corner + (letters[j] == letter ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, corner + 1)
            }
        }
        return row[letters.count]
    }
}

extension Catalog {
    /// The algorithm with this name or short form.
    public static func algorithm(_ name: String) throws(UnknownNameError) -> Algorithm {
        guard let found = algorithms.first(where: { $0.name == name || $0.shortName == name })
        else {
            throw UnknownNameError(
                "algorithm", name, known: algorithms.flatMap { [$0.name, $0.shortName] })
        }
        return found
    }

    public static func layer(_ name: String) throws(UnknownNameError) -> any CatalogLayer.Type {
        if let found = layers.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("layer", name, known: layers.map { $0.name })
    }

    public static func optimizer(_ name: String) throws(UnknownNameError) -> any Optimizer.Type {
        if let found = optimizers.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("optimizer", name, known: optimizers.map { $0.name })
    }

    public static func schedule(_ name: String) throws(UnknownNameError) -> any Schedule.Type {
        if let found = schedules.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("training schedule", name, known: schedules.map { $0.name })
    }

    public static func objective(_ name: String) throws(UnknownNameError) -> any Objective.Type {
        if let found = objectives.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("objective", name, known: objectives.map { $0.name })
    }
}
