import OnwardSettings
import Synchronization

/// The models that are served, by name.
package final class ModelShelf: Sendable {
    private let sources: [ModelSource]
    private let metrics: ServerMetrics
    private let models: Mutex<[String: ServedModel]>

    /// Reads all of them.
    ///
    /// - Throws: `SettingsError` where two have one name, and what reading a model throws.
    package init(_ sources: [ModelSource], metrics: ServerMetrics) throws {
        self.sources = sources
        self.metrics = metrics
        var models: [String: ServedModel] = [:]
        for source in sources {
            try SettingsError.require(
                models[source.name] == nil, "model's name", "another for each model",
                got: source.name)
            models[source.name] = try ServedModel(
                source.name, version: 1, reading: source.url, metrics: metrics)
        }
        self.models = Mutex(models)
    }

    package var isEmpty: Bool { sources.isEmpty }

    /// In the order that they were named in.
    package var all: [ServedModel] {
        models.withLock { models in sources.compactMap { models[$0.name] } }
    }

    func model(_ name: String) throws(ServerError) -> ServedModel {
        guard let model = models.withLock({ $0[name] }) else {
            throw .notFound(
                "there is no model of this name; /v2/repository/index lists those there are")
        }
        return model
    }

    /// The same where only its newest version is known.
    func model(_ name: String, version: String) throws(ServerError) -> ServedModel {
        let model = try model(name)
        guard version.isEmpty || version == model.version else {
            throw .notFound("the model's version is \(model.version); others are not kept")
        }
        return model
    }

    /// Reads all files again. A model whose file cannot be read stays what it was.
    ///
    /// - Returns: what to say of each.
    package func reload() -> [String] {
        sources.map { source in
            let version = models.withLock { $0[source.name].flatMap { Int($0.version) } } ?? 0
            do {
                let model = try ServedModel(
                    source.name, version: version + 1, reading: source.url, metrics: metrics)
                models.withLock { $0[source.name] = model }
                return "\(source.name): version \(model.version) is served"
            } catch {
                return "\(source.name): version \(version) stays: \(error)"
            }
        }
    }
}
