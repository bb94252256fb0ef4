// Names are the header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import COnward
import OnwardCompute
import OnwardInference
import OnwardModels
import OnwardReports
import OnwardSettings

@c @implementation
public func onward_model_answer(
    _ model: OpaquePointer?, _ samples: UnsafePointer<onward_samples>?,
    _ answers: UnsafePointer<onward_answers>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(
            UnsafeMutablePointer(mutating: answers), "the place of the answers"
        ).pointee
        let given = try GivenSamples(samples)
        try ModelHandle.of(model).ask { answerer, model in
            try place.check(answerer)
            let answers = try answerer.answers(to: given.asked(of: model.network))
            for (row, answer) in answers.enumerated() { place.write(answer, row) }
        }
    }
}

extension onward_answers {
    /// Throws where votes are wanted and there are none.
    fileprivate func check(_ answerer: Answerer) throws(SettingsError) {
        guard votes != nil, answerer.mode == .onePass else { return }
        throw SettingsError(
            "votes", expected: "left out where the network's reader predicts", got: "wanted")
    }

    fileprivate func write(_ answer: Answer, _ row: Int) {
        labels?[row] = Int32(answer.label)
        if let probabilities {
            onward_answers.write(answer.probabilities, row, to: probabilities)
        }
        if let votes {
            onward_answers.write(answer.blockProbabilities.flatMap(\.self), row, to: votes)
        }
    }

    private static func write(
        _ numbers: [Double], _ row: Int, to place: UnsafeMutablePointer<Double>
    ) {
        (place + row * numbers.count).update(from: numbers, count: numbers.count)
    }
}

@c @implementation
public func onward_model_explain(
    _ model: OpaquePointer?, _ sample: UnsafePointer<onward_samples>?,
    _ json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(json, "the place of the text")
        let given = try GivenSamples(sample)
        try SettingsError.require(
            given.numbers.rows == 1, "samples", "a single one", got: given.numbers.rows)
        try ModelHandle.of(model).ask { answerer, model in
            let numbers = try given.asked(of: model.network).numbers[0]
            let line = ExplanationLine(
                try Occlusion(of: numbers, by: answerer), sample: "1", truth: nil)
            place.pointee = Border.text(try JSONFields.line(line))
        }
    }
}

@c @implementation
public func onward_model_form(
    _ model: OpaquePointer?, _ form: UnsafeMutablePointer<onward_form>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(form, "the place of the form")
        try ModelHandle.of(model).look { model in
            place.pointee = onward_form(
                numbers: model.network.input.count, classes: model.network.classes.count,
                blocks: model.network.blocks.count)
        }
    }
}

@c @implementation
public func onward_model_description(
    _ model: OpaquePointer?, _ json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(json, "the place of the text")
        try ModelHandle.of(model).look { model in
            place.pointee = Border.text(
                try JSONFields.line(ModelDescription(try model.file())))
        }
    }
}

@c @implementation
public func onward_model_tensor(
    _ model: OpaquePointer?, _ name: UnsafePointer<CChar>?,
    _ tensor: UnsafeMutablePointer<onward_tensor>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(tensor, "the place of the tensor")
        let name = try Border.text(name, "name")
        try ModelHandle.of(model).look { model in
            let tensors = model.network.tensors
            guard let tensor = tensors.first(where: { $0.name == name }) else {
                throw UnknownNameError("tensor", name, known: tensors.map(\.name))
            }
            place.pointee = onward_tensor(tensor)
        }
    }
}
