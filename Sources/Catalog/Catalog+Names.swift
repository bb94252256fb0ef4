import OnwardLayers
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings

extension Catalog {
    /// The algorithm with this name or short form.
    package func algorithm(_ name: String) throws(UnknownNameError) -> Algorithm {
        guard let found = algorithms.first(where: { $0.name == name || $0.shortName == name })
        else {
            throw UnknownNameError(
                "algorithm", name, known: algorithms.flatMap { [$0.name, $0.shortName] })
        }
        return found
    }

    package func layer(_ name: String) throws(UnknownNameError) -> any CatalogLayer.Type {
        if let found = layers.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("layer", name, known: layers.map { $0.name })
    }

    package func optimizer(_ name: String) throws(UnknownNameError) -> any Optimizer.Type {
        if let found = optimizers.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("optimizer", name, known: optimizers.map { $0.name })
    }

    package func schedule(_ name: String) throws(UnknownNameError) -> any Schedule.Type {
        if let found = schedules.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("training schedule", name, known: schedules.map { $0.name })
    }

    package func objective(_ name: String) throws(UnknownNameError) -> any Objective.Type {
        if let found = objectives.first(where: { $0.name == name }) { return found }
        throw UnknownNameError("objective", name, known: objectives.map { $0.name })
    }
}
