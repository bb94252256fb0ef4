import COnward
import Foundation
import OnwardCompute
import OnwardInference
import OnwardRecipes
import OnwardSettings
import Synchronization

/// What an `onward_model` stands for. Any thread may use it; what changes the model has it alone.
final class ModelHandle: @unchecked Sendable {
    /// What a new network is trained by.
    let recipe: Recipe
    let classes: [String]
    /// Whether the training under way is to end.
    let isStopped = Atomic(false)
    /// Guards what follows.
    private let lock = NSLock()
    /// Nil before it is trained.
    private var model: TrainedModel?
    /// Answers as the model does now; nil before it is asked.
    private var answerer: Answerer?
    private var isChanging = false

    /// One that is yet to be trained.
    init(_ recipe: Recipe, classes: [String]) {
        self.recipe = recipe
        self.classes = classes
    }

    init(_ model: TrainedModel) {
        (recipe, classes) = (model.recipe, model.network.classes)
        self.model = model
    }

    /// The one that a caller holds.
    static func of(_ pointer: OpaquePointer?) throws(SettingsError) -> ModelHandle {
        guard let pointer else { throw Border.missing("model") }
        return Unmanaged<ModelHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
    }

    /// Hands it to a caller, until that gives it back.
    func lend() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    /// Changes the model; whoever else uses it meanwhile is refused.
    ///
    /// - Parameter work: given the model, nil before it is trained; returns what it is from now on.
    func change(_ work: (TrainedModel?) throws -> TrainedModel) throws {
        let before = try lock.withLock {
            try checkFree()
            isChanging = true
            answerer = nil
            isStopped.store(false, ordering: .relaxed)
            return model
        }
        defer { lock.withLock { isChanging = false } }
        let after = try work(before)
        lock.withLock { model = after }
    }

    /// Looks at the model, which nobody changes meanwhile.
    func look<Result>(_ work: (TrainedModel) throws -> Result) throws -> Result {
        try lock.withLock { try work(try trained()) }
    }

    /// Asks the model as it is now, whatever becomes of it.
    func ask<Result>(_ work: (Answerer, TrainedModel) throws -> Result) throws -> Result {
        let (asked, model) = try lock.withLock {
            let model = try trained()
            let asked =
                try answerer
                ?? Answerer(
                    snapshotOf: model.network, prediction: model.recipe.trainer.prediction,
                    threads: min(model.recipe.trainer.threads, Engine.availableThreads))
            answerer = asked
            return (asked, model)
        }
        return try work(asked, model)
    }

    private func trained() throws(SettingsError) -> TrainedModel {
        try checkFree()
        guard let model else {
            throw SettingsError(
                "model", expected: "a trained one", got: "one without a network",
                remedy: "train it first")
        }
        return model
    }

    private func checkFree() throws(SettingsError) {
        guard isChanging else { return }
        throw SettingsError(
            "model", expected: "free", got: "one that is being trained",
            remedy: "wait for its training to end, or stop it")
    }
}
