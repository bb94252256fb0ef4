// Names are the header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import COnward
import OnwardData
import OnwardDataFiles
import Synchronization

@c @implementation
public func onward_model_train(
    _ model: OpaquePointer?, _ samples: UnsafePointer<onward_samples>?,
    _ labels: UnsafePointer<Int32>?, _ listener: onward_listener?,
    _ context: UnsafeMutableRawPointer?
) -> onward_error {
    teach(model, samples, listener, context) { handle, given, _ in
        try ArrayTraining(handle.recipe, on: given.dataset(labels, handle.classes))
    }
}

@c @implementation
public func onward_model_learn(
    _ model: OpaquePointer?, _ samples: UnsafePointer<onward_samples>?,
    _ labels: UnsafePointer<Int32>?, _ listener: onward_listener?,
    _ context: UnsafeMutableRawPointer?
) -> onward_error {
    teach(model, samples, listener, context) { handle, given, model in
        guard let model else {
            return try ArrayLesson(first: handle.recipe, on: given.dataset(labels, handle.classes))
        }
        return try ArrayLesson(
            model,
            on: given.labelled(
                labels, classes: handle.classes.count, scale: model.network.arrayScale))
    }
}

/// Changes a model by what is begun with it and samples; the model is nil before it is trained.
private func teach(
    _ model: OpaquePointer?, _ samples: UnsafePointer<onward_samples>?,
    _ listener: onward_listener?, _ context: UnsafeMutableRawPointer?,
    _ begin: (ModelHandle, GivenSamples, TrainedModel?) throws -> any ArrayTeaching
) -> onward_error {
    Border.cross { mask in
        let (handle, given) = (try ModelHandle.of(model), try GivenSamples(samples))
        try handle.change { model in
            let teaching = try begin(handle, given, model)
            return try teaching.run(
                Listener(
                    listener, context, mask, epochs: teaching.session.rounds,
                    batches: teaching.session.batches
                ) { handle.isStopped.load(ordering: .relaxed) })
        }
    }
}

@c @implementation
public func onward_model_stop(_ model: OpaquePointer?) {
    try? ModelHandle.of(model).isStopped.store(true, ordering: .relaxed)
}

@c @implementation
public func onward_model_remove(_ model: OpaquePointer?, _ block: Int) -> onward_error {
    Border.cross { _ in
        let handle = try ModelHandle.of(model)
        try handle.look { _ in }
        try handle.change { model in
            guard let model else { throw Border.missing("model") }
            return try model.without(block)
        }
    }
}

extension GivenSamples {
    /// As a data set to train on.
    fileprivate func dataset(
        _ labels: UnsafePointer<Int32>?, _ classes: [String]
    ) throws -> Dataset {
        guard numbers.rows > 0 else {
            let samples = try labelled(labels, classes: classes.count, scale: 1)
            return Dataset(name: "arrays", classes: classes, train: samples, test: samples)
        }
        let preparation = preparation
        let train = try labelled(labels, classes: classes.count, scale: preparation.scale)
        return Dataset(
            name: "arrays", classes: classes, train: train, test: train.prefix(0),
            preparation: preparation)
    }
}
