import Synchronization

/// The clients' own copies of models: few, and none for longer than its owner cares.
package final class Copies: Sendable {
    private let metrics: ServerMetrics
    private let state = Mutex(State())
    /// Copies are made one after the other.
    private let making = WorkQueue("copying", limit: Limits.copies)

    private struct State {
        var copies: [String: ModelCopy] = [:]
        /// Being made.
        var coming = 0
    }

    init(metrics: ServerMetrics) { self.metrics = metrics }

    func make(of model: ServedModel) async throws -> ModelCopy {
        sweep()
        let isWelcome = state.withLock { state in
            guard state.copies.count + state.coming < Limits.copies else { return false }
            state.coming += 1
            return true
        }
        guard isWelcome else {
            throw ServerError.busy(
                "there are \(Limits.copies) copies already; one that nobody asks ends after "
                    + "\(Int(Limits.copySeconds)) seconds", status: 429, seconds: 60)
        }
        do {
            let copy = try await making.run { try ModelCopy(of: model) }
            state.withLock { state in
                state.coming -= 1
                state.copies[copy.id] = copy
            }
            count()
            return copy
        } catch {
            state.withLock { $0.coming -= 1 }
            throw error
        }
    }

    func copy(_ id: String) throws(ServerError) -> ModelCopy {
        sweep()
        guard let copy = state.withLock({ $0.copies[id] }) else {
            throw .notFound("there is no such copy; one that nobody asks ends by itself")
        }
        copy.touch()
        return copy
    }

    func end(_ id: String) throws(ServerError) {
        guard state.withLock({ $0.copies.removeValue(forKey: id) }) != nil else {
            throw .notFound("there is no such copy")
        }
        count()
    }

    /// Ends those that nobody asked for long.
    package func sweep() {
        state.withLock { state in
            state.copies = state.copies.filter { $0.value.idle < .seconds(Limits.copySeconds) }
        }
        count()
    }

    private func count() { metrics.copies(state.withLock { $0.copies.count }) }
}
