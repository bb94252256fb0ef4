import COnward
import Foundation
import OnwardCInterface
import OnwardTestSupport
import Testing

@Suite("Calls that cannot be followed", .onOwnThread)
struct BadCallTests {
    private func refused(_ change: (inout Points) -> Void) throws -> Outcome {
        var points = Points(30)
        change(&points)
        return try Caller("{network: '4', epochs: 1, threads: 1}").train(points)
    }

    @Test("Samples and labels that are none are named")
    func samples() throws {
        let notFinite = try refused { $0.values[13] = .nan }
        #expect(notFinite.kind == ONWARD_INPUT && notFinite.setting == "samples")
        #expect(notFinite.text?.contains("sample 4, place 2") == true, "\(notFinite)")
        let hidden = try refused { $0.values[5] = -.infinity }
        #expect(hidden.kind == ONWARD_INPUT)
        #expect(try refused { $0.labels[3] = 3 }.setting == "labels")
        #expect(try refused { $0.labels[3] = -1 }.setting == "labels")
        for shape in [
            [], [0], [2, 0], [-1, -4], [1, 1, 2, 2], [1 << 40, 1 << 40], [Int(Int32.max), 3],
        ] {
            #expect(try refused { $0.shape = shape }.setting == "shape", "\(shape)")
        }
        #expect(try refused { ($0.values, $0.labels) = ([], []) }.kind == ONWARD_INPUT)
    }

    @Test("More samples than there can be are not looked at")
    func tooMany() throws {
        let caller = try Caller("{network: '4', epochs: 1, threads: 1}")
        let points = Points(30)
        for count in [Int(Int32.max) + 1, .max, -1] {
            let outcome = points.given { given in
                var samples = given.pointee
                samples.count = count
                return Outcome(
                    onward_model_train(caller.model, &samples, points.labels, nil, nil))
            }
            #expect(outcome.kind == ONWARD_INPUT && outcome.setting == "samples", "\(count)")
        }
    }

    @Test("Nothing where something is to be is an error, not a crash")
    func nothing() throws {
        let caller = try Caller("network: '4'")
        var (form, text) = (onward_form(), UnsafeMutablePointer<CChar>?.none)
        let outcomes = [
            onward_model_create(nil, nil, 0, nil), onward_model_load(nil, nil),
            onward_model_train(nil, nil, nil, nil, nil),
            onward_model_train(caller.model, nil, nil, nil, nil),
            onward_model_answer(nil, nil, nil), onward_model_form(nil, &form),
            onward_model_form(caller.model, nil), onward_model_description(nil, &text),
            onward_model_tensor(caller.model, nil, nil), onward_model_save(caller.model, nil),
            onward_model_bytes(caller.model, nil, nil), onward_model_read(nil, 5, nil),
            onward_run_train(nil, nil, nil, nil, nil), onward_run_report(nil, nil),
        ].map(Outcome.init)
        #expect(outcomes.allSatisfy { $0.kind == ONWARD_INPUT && $0.text != nil })
        onward_model_release(nil)
        onward_model_stop(nil)
        onward_free(nil)
    }

    @Test("A model without a network says that it is to be trained first")
    func untrained() throws {
        let caller = try Caller("network: '4'")
        let (outcome, _, _) = caller.answer(Points(3))
        #expect(outcome.kind == ONWARD_INPUT && outcome.text?.contains("train it") == true)
        #expect(Outcome(onward_model_remove(caller.model, 0)).kind == ONWARD_INPUT)
    }

    @Test("A recipe that cannot be is told by its setting, and a single class too")
    func recipes() throws {
        func made(_ recipe: String, _ classes: [String]) -> Outcome {
            var model: OpaquePointer?
            return Caller.withTexts(classes) {
                Outcome(onward_model_create(recipe, $0, classes.count, &model))
            }
        }
        #expect(made("lr: -1", ["a", "b"]).setting == "lr")
        #expect(made("{netwrok: '4'}", ["a", "b"]).setting == "netwrok")
        #expect(made("{{{", ["a", "b"]).kind == ONWARD_INPUT)
        #expect(made("network: '4'", ["a"]).setting == "classes")
    }

    @Test("Bytes that are no model are refused")
    func bytes() throws {
        let caller = try Caller("{network: '4', epochs: 1, threads: 1}")
        #expect(caller.train(Points(30)).isGood)
        let whole = try caller.bytes()
        var model: OpaquePointer?
        for length in [0, 7, 8, 100, whole.count - 1] {
            let outcome = Outcome(onward_model_read(whole, length, &model))
            #expect(outcome.kind == ONWARD_FILES, "\(length)")
        }
        var changed = whole
        changed[whole.count - 3] ^= 1
        #expect(Outcome(onward_model_read(changed, changed.count, &model)).kind == ONWARD_FILES)
    }
}
