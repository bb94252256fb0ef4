import COnward
import Foundation
import OnwardCInterface
import OnwardTestSupport
import Synchronization
import Testing

private let recipe = "{network: '8,6', epochs: 12, batch-size: 10, lr: 0.01, threads: 1}"

@Suite("The C interface", .onOwnThread)
struct CInterfaceTests {
    @Test("A model learns from a caller's numbers and answers alone as in a batch")
    func trains() throws {
        let (caller, points) = (try Caller(recipe), Points(90))
        #expect(caller.train(points).isGood)
        let (outcome, labels, probabilities) = caller.answer(points)
        #expect(outcome.isGood && labels == points.labels)
        let alone = caller.answer(points[40])
        #expect(alone.1[0] == labels[40] && alone.2 == Array(probabilities[120..<123]))
    }

    @Test("The listener hears of every epoch, and ends the training")
    func listens() throws {
        let caller = try Caller(recipe)
        var epochs = 0
        let outcome = caller.train(Points(90), context: &epochs) { context, progress in
            guard let progress = progress?.pointee, let metrics = progress.metrics else { return 0 }
            let isMetrics = String(cString: metrics).contains("\"block_loss\"")
            context?.assumingMemoryBound(to: Int.self).pointee += isMetrics ? 1 : 100
            return progress.epoch == 5 ? 1 : 0
        }
        #expect(outcome.isGood && epochs == 5)
        #expect(caller.answer(Points(3)).0.isGood, "what it had become by then can be asked")
    }

    @Test("A model in training refuses everything but a stop, which comes from another thread")
    func stops() throws {
        let caller = try Caller("{network: '8', epochs: 1000000, threads: 1}")
        let kind = Mutex<onward_kind?>(nil)
        nonisolated(unsafe) let model = caller.model
        let isUnderWay = DispatchSemaphore(value: 0)
        let other = Thread {
            isUnderWay.wait()
            var form = onward_form()
            kind.withLock { $0 = Outcome(onward_model_form(model, &form)).kind }
            onward_model_stop(model)
        }
        other.start()
        let semaphore = Unmanaged.passUnretained(isUnderWay).toOpaque()
        let outcome = caller.train(Points(90), context: semaphore) { context, _ in
            guard let context else { return 1 }
            Unmanaged<DispatchSemaphore>.fromOpaque(context).takeUnretainedValue().signal()
            return 0
        }
        #expect(outcome.isGood && kind.withLock { $0 } == ONWARD_INPUT)
    }

    @Test("Samples that come bit by bit teach the same network on")
    func learns() throws {
        let (caller, points) = (try Caller(recipe), Points(30))
        for _ in 0..<60 { #expect(caller.train(points, once: true).isGood) }
        #expect(caller.answer(points).1 == points.labels)
    }

    @Test("Bytes and files make the same model again")
    func saves() throws {
        let (caller, points) = (try Caller(recipe), Points(30))
        #expect(caller.train(points).isGood)
        let bytes = try caller.bytes()
        #expect(try Caller(bytes: bytes).answer(points).2 == caller.answer(points).2)
        let file = FileManager.default.temporaryDirectory.appending(
            path: "onward-\(UUID().uuidString).safetensors")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(Outcome(onward_model_save(caller.model, file.path)).isGood)
        #expect(try Data(contentsOf: file) == Data(bytes))
        #expect(try Caller(path: file.path).answer(points).2 == caller.answer(points).2)
    }

    @Test("A block that is taken out leaves the others as they are, and its place in the text")
    func removes() throws {
        let caller = try Caller("{network: '6,6,6', epochs: 2, threads: 1}")
        #expect(caller.train(Points(30)).isGood)
        var before = onward_tensor()
        let name = "blocks.0.layers.0.weight"
        #expect(Outcome(onward_model_tensor(caller.model, name, &before)).isGood)
        #expect(before.dimensions == 2 && before.shape.0 == 6 && before.shape.1 == 4)
        let first = before.values?.pointee
        #expect(Outcome(onward_model_remove(caller.model, 1)).isGood)
        var (after, form) = (onward_tensor(), onward_form())
        #expect(Outcome(onward_model_tensor(caller.model, name, &after)).isGood)
        #expect(after.values?.pointee == first)
        #expect(Outcome(onward_model_form(caller.model, &form)).isGood && form.blocks == 2)
        #expect(Outcome(onward_model_remove(caller.model, 7)).setting == "block")
    }
}
