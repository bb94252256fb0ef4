// A black box between two blocks: the second one sees the first one's output through code that has
// no derivative, here spikes that either come or do not. Both learn, each by its own loss. A single
// block around it could not, and says so.
import Onward

let data = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
let spikes = Opaque("spikes") { rows, input, output in
    for index in input.indices { output[index] = input[index] > 0.5 ? 1 : 0 }
}
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(200, activation: .relu) }
    Block {
        spikes
        Dense(200, activation: .relu)
    }
}
try Trainer(optimizer: Adam(), batchSize: 50).fit(network, on: data.train, epochs: 5)
let evaluation = try network.evaluate(on: data.test)
for (index, accuracy) in evaluation.blockAccuracy.enumerated() {
    print("block \(index + 1) tells right: \(accuracy)")
}
do {
    let single = Block {
        Dense(200, activation: .relu)
        spikes
        Dense(200, activation: .relu)
    }
    _ = try Network(
        input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1,
        blocks: [single])
} catch {
    print("backpropagation is refused: \(error)")
}
