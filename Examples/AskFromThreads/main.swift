// A model that was trained and saved is loaded to be asked, here by four threads at the same time, as
// a server would. Each gets the answers that it would get alone, to the bit.
import Dispatch
import Onward
import Synchronization

let data = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(200, activation: .relu) }
    Block { Dense(200, activation: .relu) }
}
try Trainer(optimizer: Adam(), batchSize: 50).fit(network, on: data.train, epochs: 3)
try network.save(to: "digits.safetensors")

let answerer = try Answerer.load(from: "digits.safetensors")
let alone = try answerer.answers(to: data.test)
let (labels, pictures) = (data.test.allLabels, data.test.numbers)
let right = Mutex([Int](repeating: 0, count: 4))
let areSame = Mutex(true)
DispatchQueue.concurrentPerform(iterations: 4) { thread in
    for number in stride(from: thread, to: pictures.count, by: 4) {
        guard let answer = try? answerer.answer(to: pictures[number]) else { continue }
        if answer.label == Int(labels[number]) { right.withLock { $0[thread] += 1 } }
        if answer.evidence != alone[number].evidence { areSame.withLock { $0 = false } }
    }
}
for (thread, count) in right.withLock({ $0 }).enumerated() {
    print("thread \(thread + 1): \(count) of \(pictures.count / 4) right")
}
let best = alone[0].best(3).map { "\($0.name) (\(($0.probability * 100).rounded()) %)" }
print("the first picture: \(best.joined(separator: ", "))")
print("the same answers as one thread gets: \(areSame.withLock { $0 })")
