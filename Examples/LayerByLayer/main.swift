// Watches each block think: blocks learn one after the other, and after each the network is asked
// what it would say if it ended there.
import Onward

let data = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(200, activation: .relu) }
    Block { Dense(200, activation: .relu) }
    Block { Dense(200, activation: .relu) }
}
let trainer = Trainer(optimizer: Adam(), batchSize: 50, schedule: Layerwise())
try trainer.fit(network, on: data.train, epochs: 3) { report in
    let learning = report.blockLoss.firstIndex { $0 != nil } ?? 0
    print("block \(learning + 1) learned for an epoch, its loss is \(report.loss)")
}
for blocks in 1...network.blocks.count {
    let evaluation = try network.evaluate(on: data.test, prediction: .lastBlock, blocks: blocks)
    print("ending after block \(blocks): \(evaluation.accuracy)")
}
