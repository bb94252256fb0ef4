// Trains on numbers of the program's own: points on two spirals, and which spiral each lies on.
import Foundation
import Onward

func spirals(_ count: Int) throws -> Samples {
    var numbers: [Float] = []
    var labels: [Int32] = []
    for index in 0..<count {
        let (spiral, turn) = (index % 2, 6 * Float(index) / Float(count))
        let angle = turn + Float.pi * Float(spiral)
        numbers += [turn * cos(angle) / 6, turn * sin(angle) / 6]
        labels.append(Int32(spiral))
    }
    return try Samples(
        features: Matrix(numbers, columns: 2), scale: 1, labels: Matrix(labels, columns: 1),
        shape: Shape(2))
}

let data = try Dataset(
    name: "spirals", classes: ["left", "right"], train: spirals(1_000), test: spirals(333))
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(100, activation: .relu) }
    Block { Dense(100, activation: .relu) }
}
try Trainer(optimizer: Adam(learningRate: 3e-3), batchSize: 50)
    .fit(network, on: data.train, epochs: 20)
print(try network.evaluate(on: data.test).accuracy)
let answerer = try Answerer(snapshotOf: network)
print(try answerer.answer(to: [0.5, 0.1]).name)
